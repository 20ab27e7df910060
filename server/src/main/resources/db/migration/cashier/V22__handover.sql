-- 交接：抽屉里的东西点清，两人签字；长短款落到人，了结有记录。
create table cashier.handover (
    community_id  bigint not null references estate.community,
    shift_id      bigint not null,
    cash          numeric(14,2) not null,
    cheques       int not null check (cheques between 0 and 9999),
    cards         int not null check (cards between 0 and 99999),
    stamps        text,
    books         text,
    note          text,
    handed_by     bigint not null,
    handed_name   text not null,
    handed_at     timestamptz not null,
    signed_by     bigint,
    signed_name   text,
    signed_at     timestamptz,
    primary key (community_id, shift_id),
    foreign key (community_id, shift_id) references cashier.shift_close,
    check (signed_by <> handed_by)
);

create table cashier.variance_settlement (
    community_id bigint not null references estate.community,
    shift_id     bigint not null,
    kind         text collate "C" not null check (kind in ('COMPENSATED', 'WRITTEN_OFF', 'INCOME')),
    amount       numeric(14,2) not null check (amount > 0),
    reason       text not null check (reason <> ''),
    entry_id     bigint not null,
    settled_by   bigint not null,
    settled_name text not null,
    settled_at   timestamptz not null,
    primary key (community_id, shift_id),
    foreign key (community_id, shift_id) references cashier.shift_close,
    foreign key (community_id, entry_id) references ledger.journal_entry
);

call root.frozen_table('cashier', 'handover', array['signed_by', 'signed_name', 'signed_at']);
call root.append_only('cashier', 'variance_settlement');

create function cashier.refuse_second_signature() returns trigger language plpgsql as $$
begin
    raise exception 'handover of shift % of community % is signed', old.shift_id, old.community_id using errcode = 'restrict_violation';
end $$;
create trigger stays_signed before update on cashier.handover for each row when (old.signed_by is not null)
    execute function cashier.refuse_second_signature();
