-- 账：收款主体、科目、凭证与分录、会计期间、收据号段。
create schema ledger;

create table ledger.legal_entity (
    id          bigint generated always as identity primary key,
    name        text not null unique check (name <> ''),
    tax_number  text collate "C" unique check (tax_number ~ '^[0-9A-Z]{15,20}$'),
    address     text,
    phone       text
);

create table ledger.bank_account (
    entity_id   bigint not null references ledger.legal_entity,
    number      text collate "C" not null check (number ~ '^[0-9-]{6,40}$'),
    bank        text not null check (bank <> ''),
    primary key (entity_id, number)
);

create table ledger.account (
    entity_id   bigint not null references ledger.legal_entity,
    code        text collate "C" not null check (code ~ '^[1-6][0-9]{3}([0-9]{2}){0,3}$'),
    name        text not null check (name <> ''),
    primary key (entity_id, code)
);

-- What an office of this trade needs; a new entity starts with a copy.
create table ledger.standard_account (
    code        text collate "C" primary key,
    name        text not null
);
insert into ledger.standard_account values
    ('1001', '库存现金'), ('1002', '银行存款'), ('1012', '其他货币资金'), ('1122', '应收账款'),
    ('1901', '待处理财产损溢'), ('2203', '预收账款'), ('2204', '合同负债'),
    ('222101', '应交税费-应交增值税-销项税额'), ('224101', '其他应付款-代收'), ('224102', '其他应付款-押金'),
    ('4103', '本年利润（期初）'), ('6001', '主营业务收入'), ('6051', '其他业务收入'), ('6301', '营业外收入'),
    ('6711', '营业外支出');

insert into ledger.legal_entity (name) values ('本公司');
insert into ledger.account select e.id, s.code, s.name from ledger.legal_entity e, ledger.standard_account s;

-- Which entity collects in a community; without a row it is the first one of the company.
create table ledger.community_entity (
    community_id bigint primary key,
    entity_id    bigint not null references ledger.legal_entity
);

create table ledger.period (
    community_id bigint not null,
    month        date not null check (extract(day from month) = 1),
    is_closed    boolean not null default false,
    primary key (community_id, month)
);

create table ledger.period_move (
    community_id bigint not null,
    id           bigint generated always as identity,
    month        date not null,
    move         text not null check (move in ('CLOSE', 'REOPEN')),
    reason       text,
    made_by      bigint not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, month) references ledger.period
);

create table ledger.journal_entry (
    community_id bigint not null,
    id           bigint generated always as identity,
    entity_id    bigint not null references ledger.legal_entity,
    entry_on     date not null,
    month        date not null generated always as (date_trunc('month', entry_on::timestamp)::date) stored,
    kind         text collate "C" not null,
    summary      text not null check (summary <> ''),
    source_type  text collate "C" not null,
    source_id    bigint not null,
    reverses_id  bigint,
    reason       text,
    made_by      bigint,
    made_at      timestamptz not null,
    primary key (community_id, id),
    unique (community_id, reverses_id),
    foreign key (community_id, reverses_id) references ledger.journal_entry,
    foreign key (community_id, month) references ledger.period,
    check (reverses_id is null or reason <> '')
);
create index journal_entry_by_date on ledger.journal_entry (community_id, entry_on, id);
create index journal_entry_by_source on ledger.journal_entry (community_id, source_type, source_id);

-- Red figures (negative on the same side) are how a reversal is written.
create table ledger.posting (
    community_id bigint not null,
    entry_id     bigint not null,
    line         int not null,
    entity_id    bigint not null,
    account_code text collate "C" not null,
    debit        numeric(14,2) not null,
    credit       numeric(14,2) not null,
    charge_item  text,
    memo         text,
    primary key (community_id, entry_id, line),
    foreign key (community_id, entry_id) references ledger.journal_entry,
    foreign key (entity_id, account_code) references ledger.account,
    check ((debit = 0) <> (credit = 0))
);
create index posting_by_account on ledger.posting (community_id, account_code, entry_id);

create function ledger.refuse_unbalanced() returns trigger language plpgsql as $$
declare
    difference numeric;
begin
    select sum(debit) - sum(credit) into difference
      from ledger.posting where community_id = new.community_id and entry_id = new.entry_id;
    if difference <> 0 then
        raise exception 'entry % of community % is out of balance by %', new.entry_id, new.community_id, difference
            using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger balanced after insert on ledger.posting deferrable initially deferred
    for each row execute function ledger.refuse_unbalanced();

create table ledger.receipt_series (
    community_id bigint not null,
    entity_id    bigint not null references ledger.legal_entity,
    series       text collate "C" not null check (series ~ '^[A-Z]{1,4}$'),
    last_number  bigint not null check (last_number > 0),
    primary key (community_id, entity_id, series)
);

call root.reference_table('ledger', 'legal_entity');
call root.reference_table('ledger', 'bank_account');
call root.reference_table('ledger', 'account');
call root.reference_table('ledger', 'standard_account');
call root.community_table('ledger', 'community_entity');
call root.frozen_table('ledger', 'period', array['is_closed']);
call root.append_only('ledger', 'period_move');
call root.append_only('ledger', 'journal_entry');
call root.append_only('ledger', 'posting');
call root.frozen_table('ledger', 'receipt_series', array['last_number']);
