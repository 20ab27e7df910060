-- 解款：班中入柜、解款单、单上的收据。
create table cashier.cash_drop (
    community_id bigint not null,
    id           bigint generated always as identity,
    shift_id     bigint not null,
    amount       numeric(14,2) not null check (amount >= 0),
    made_by      bigint not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, shift_id) references cashier.shift
);
create index cash_drop_by_shift on cashier.cash_drop (community_id, shift_id, made_at);

create table cashier.remittance (
    community_id    bigint not null references estate.community,
    id              bigint generated always as identity,
    idempotency_key text collate "C" not null,
    handed_on       date not null,
    slip            int not null check (slip > 0),
    amount          numeric(14,2) not null check (amount >= 0),
    is_late         boolean not null,
    note            text,
    state           text collate "C" not null default 'HANDED' check (state in ('HANDED', 'SIGNED', 'RETURNED')),
    handed_by       bigint not null,
    handed_name     text not null,
    handed_at       timestamptz not null,
    answered_by     bigint,
    answered_name   text,
    answered_at     timestamptz,
    refusal         text,
    entry_id        bigint,
    primary key (community_id, id),
    unique (community_id, idempotency_key),
    unique (community_id, handed_on, slip),
    foreign key (community_id, entry_id) references ledger.journal_entry,
    check ((state = 'HANDED') = (answered_by is null)),
    check (answered_by <> handed_by or state = 'RETURNED'),
    check ((entry_id is not null) = (state = 'SIGNED' and amount > 0)),
    check ((state = 'RETURNED') = (refusal is not null))
);
create index remittance_by_state on cashier.remittance (community_id, state, id);

-- A receipt stands on one slip; it comes free again when finance gives the slip back.
create table cashier.remittance_payment (
    community_id  bigint not null,
    remittance_id bigint not null,
    payment_id    bigint not null,
    is_live       boolean not null default true,
    primary key (community_id, remittance_id, payment_id),
    foreign key (community_id, remittance_id) references cashier.remittance,
    foreign key (community_id, payment_id) references cashier.payment
);
create unique index payment_on_one_slip on cashier.remittance_payment (community_id, payment_id) where is_live;

call root.append_only('cashier', 'cash_drop');
call root.frozen_table('cashier', 'remittance', array['state', 'answered_by', 'answered_name', 'answered_at', 'refusal', 'entry_id']);
call root.frozen_table('cashier', 'remittance_payment', array['is_live']);

-- What finance has answered stays answered.
create function cashier.refuse_answered_change() returns trigger language plpgsql as $$
begin
    raise exception 'remittance % of community % is answered', old.id, old.community_id using errcode = 'restrict_violation';
end $$;
create trigger stays_answered before update on cashier.remittance for each row when (old.state <> 'HANDED')
    execute function cashier.refuse_answered_change();
