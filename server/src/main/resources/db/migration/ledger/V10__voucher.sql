-- 凭证字号，以及手工凭证：一人填制，另一人审核。
create function ledger.voucher_word(in_community bigint, in_entry bigint) returns text language sql stable
    as $$ select case when bool_or(credit <> 0) then '付' when bool_or(debit <> 0) then '收' else '转' end
            from ledger.posting
           where community_id = in_community and entry_id = in_entry
             and (account_code like '1001%' or account_code like '1002%' or account_code like '1012%') $$;

-- Who numbers holds this row, so that two cannot give the same number.
create table ledger.voucher_numbering (
    community_id bigint primary key,
    numbered_at  timestamptz not null
);

create table ledger.voucher_number (
    community_id bigint not null,
    entry_id     bigint not null,
    month        date not null,
    word         text not null check (word in ('收', '付', '转')),
    number       int not null check (number > 0),
    primary key (community_id, entry_id),
    unique (community_id, month, word, number),
    foreign key (community_id, entry_id) references ledger.journal_entry
);
insert into ledger.voucher_numbering select distinct community_id, now() from ledger.journal_entry;
insert into ledger.voucher_number (community_id, entry_id, month, word, number)
select community_id, id, month, word, row_number() over (partition by community_id, month, word order by entry_on, id)
  from (select *, ledger.voucher_word(community_id, id) word from ledger.journal_entry) e;

create table ledger.voucher (
    community_id     bigint not null,
    id               bigint generated always as identity,
    voucher_on       date not null,
    summary          text not null check (summary <> ''),
    documents        int not null check (documents between 0 and 999),
    without_document text,
    state            text collate "C" not null check (state in ('DRAFT', 'SUBMITTED', 'POSTED', 'RETURNED', 'REFUSED', 'DISCARDED')),
    corrects_id      bigint,
    is_red           boolean not null default false,
    reason           text,
    made_by          bigint not null,
    made_name        text not null,
    made_at          timestamptz not null,
    reviewed_by      bigint,
    reviewed_name    text,
    reviewed_at      timestamptz,
    refusal_cause    text collate "C" check (refusal_cause in ('FORGED', 'ALTERED', 'UNLAWFUL', 'INCOMPLETE', 'MISTAKEN')),
    refusal          text,
    entry_id         bigint,
    primary key (community_id, id),
    foreign key (community_id, corrects_id) references ledger.journal_entry,
    foreign key (community_id, entry_id) references ledger.journal_entry,
    check (reviewed_by <> made_by),
    check ((state = 'POSTED') = (entry_id is not null)),
    check (state <> 'POSTED' or reviewed_by is not null),
    check (not is_red or corrects_id is not null),
    check (corrects_id is null or reason <> '')
);
create index voucher_by_state on ledger.voucher (community_id, state, voucher_on);
create unique index one_red_voucher on ledger.voucher (community_id, corrects_id) where is_red and state not in ('REFUSED', 'DISCARDED');

create table ledger.voucher_line (
    community_id bigint not null,
    voucher_id   bigint not null,
    line         int not null,
    entity_id    bigint not null,
    account_code text collate "C" not null,
    debit        numeric(14,2) not null,
    credit       numeric(14,2) not null,
    charge_item  text,
    memo         text,
    primary key (community_id, voucher_id, line),
    foreign key (community_id, voucher_id) references ledger.voucher,
    foreign key (entity_id, account_code) references ledger.account,
    check ((debit = 0) <> (credit = 0))
);

create table ledger.voucher_move (
    community_id bigint not null,
    id           bigint generated always as identity,
    voucher_id   bigint not null,
    move         text collate "C" not null,
    to_state     text collate "C" not null,
    note         text,
    made_by      bigint not null,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, voucher_id) references ledger.voucher
);
create index voucher_move_by_voucher on ledger.voucher_move (community_id, voucher_id, id);

insert into ledger.standard_account values ('6602', '管理费用'), ('6603', '财务费用'), ('1221', '其他应收款'), ('2202', '应付账款'), ('2211', '应付职工薪酬')
    on conflict do nothing;
insert into ledger.account select e.id, s.code, s.name from ledger.legal_entity e, ledger.standard_account s on conflict do nothing;

call root.community_table('ledger', 'voucher_numbering');
call root.append_only('ledger', 'voucher_number');
call root.community_table('ledger', 'voucher');
call root.community_table('ledger', 'voucher_line');
call root.append_only('ledger', 'voucher_move');

-- A posted voucher stays as it was signed.
create function ledger.refuse_signed_change() returns trigger language plpgsql as $$
begin
    raise exception 'voucher % of community % is posted', old.id, old.community_id using errcode = 'restrict_violation';
end $$;
create trigger stays_signed before update or delete on ledger.voucher for each row when (old.state = 'POSTED')
    execute function ledger.refuse_signed_change();
create function ledger.refuse_signed_line() returns trigger language plpgsql as $$
begin
    if exists (select from ledger.voucher where community_id = old.community_id and id = old.voucher_id and state = 'POSTED') then
        raise exception 'voucher % of community % is posted', old.voucher_id, old.community_id using errcode = 'restrict_violation';
    end if;
    return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger stays_signed before update or delete on ledger.voucher_line for each row
    execute function ledger.refuse_signed_line();
