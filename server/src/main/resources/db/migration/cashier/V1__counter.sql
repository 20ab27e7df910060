-- 收银：班次、收款、收据、预存、保险柜、挂单、临时收费价目。
create schema cashier;

-- What the office keeps in its safe; drawers hold float plus takings while their shift is open.
create table cashier.safe (
    community_id bigint primary key references estate.community,
    balance      numeric(14,2) not null check (balance >= 0)
);

create table cashier.safe_movement (
    community_id bigint not null,
    id           bigint generated always as identity,
    kind         text not null check (kind in ('FLOAT', 'RETURN', 'OPENING', 'REMITTANCE')),
    amount       numeric(14,2) not null check (amount <> 0),
    shift_id     bigint,
    made_by      bigint not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id) references cashier.safe
);

create table cashier.shift (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    cashier_id   bigint not null,
    cashier_name text not null,
    float_amount numeric(14,2) not null check (float_amount >= 0),
    opened_at    timestamptz not null,
    is_open      boolean not null default true,
    primary key (community_id, id)
);
create unique index one_open_shift on cashier.shift (community_id, cashier_id) where is_open;
create index shift_by_time on cashier.shift (community_id, opened_at);

create table cashier.shift_close (
    community_id  bigint not null,
    shift_id      bigint not null,
    counted       numeric(14,2) not null check (counted >= 0),
    expected      numeric(14,2) not null,
    difference    numeric(14,2) not null generated always as (counted - expected) stored,
    reason        text,
    denominations jsonb,
    closed_by     bigint not null,
    closed_at     timestamptz not null,
    primary key (community_id, shift_id),
    foreign key (community_id, shift_id) references cashier.shift,
    check (counted = expected or reason <> '')
);

-- Every count at a close, also those that were sent back to be counted again: the count is blind.
create table cashier.shift_count (
    community_id  bigint not null,
    id            bigint generated always as identity,
    shift_id      bigint not null,
    counted       numeric(14,2) not null,
    counted_at    timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, shift_id) references cashier.shift
);

-- The first statement of a payment: the same key waits here for its first use to end.
create table cashier.payment_request (
    community_id    bigint not null,
    idempotency_key text collate "C" not null check (length(idempotency_key) between 16 and 64),
    body_hash       text collate "C" not null,
    primary key (community_id, idempotency_key)
);

create table cashier.payment (
    community_id    bigint not null,
    id              bigint generated always as identity,
    idempotency_key text collate "C" not null,
    shift_id        bigint not null,
    room_id         bigint not null,
    payer_name      text,
    tendered        numeric(14,2) not null check (tendered > 0),
    applied         numeric(14,2) not null check (applied >= 0),
    late_fee        numeric(14,2) not null check (late_fee >= 0),
    waived          numeric(14,2) not null check (waived >= 0),
    discount        numeric(14,2) not null check (discount >= 0),
    prepaid         numeric(14,2) not null check (prepaid >= 0),
    change          numeric(14,2) not null check (change >= 0),
    waiver_reason   text,
    note            text,
    paid_on         date not null,
    paid_at         timestamptz not null,
    primary key (community_id, id),
    unique (community_id, idempotency_key),
    foreign key (community_id, idempotency_key) references cashier.payment_request,
    foreign key (community_id, shift_id) references cashier.shift,
    foreign key (community_id, room_id) references estate.room,
    check (applied + late_fee + prepaid + change = tendered),
    check (waived = 0 or waiver_reason <> '')
);
create index payment_by_shift on cashier.payment (community_id, shift_id);
create index payment_by_room on cashier.payment (community_id, room_id, id);
create index payment_by_day on cashier.payment (community_id, paid_on, id);

create table cashier.tender (
    community_id bigint not null,
    payment_id   bigint not null,
    line         int not null,
    method       text collate "C" not null
                 check (method in ('CASH', 'WECHAT', 'ALIPAY', 'BANK_TRANSFER', 'POS', 'CHEQUE', 'PREPAYMENT')),
    amount       numeric(14,2) not null check (amount > 0),
    bank         text,
    reference    text,
    primary key (community_id, payment_id, line),
    foreign key (community_id, payment_id) references cashier.payment,
    check (method <> 'CHEQUE' or (bank <> '' and reference <> ''))
);

-- What a payment settled, as the receipt prints it.
create table cashier.payment_line (
    community_id bigint not null,
    payment_id   bigint not null,
    line         int not null,
    bill_id      bigint not null,
    room_code    text collate "C" not null,
    item_name    text not null,
    period_start date not null,
    period_end   date not null,
    principal    numeric(14,2) not null check (principal >= 0),
    discount     numeric(14,2) not null check (discount >= 0),
    late_fee     numeric(14,2) not null check (late_fee >= 0),
    waived       numeric(14,2) not null check (waived >= 0),
    primary key (community_id, payment_id, line),
    foreign key (community_id, payment_id) references cashier.payment,
    foreign key (community_id, bill_id) references billing.bill
);
create index payment_line_by_bill on cashier.payment_line (community_id, bill_id);

create table cashier.receipt (
    community_id bigint not null,
    payment_id   bigint not null,
    entity_id    bigint not null,
    series       text collate "C" not null,
    number       bigint not null,
    receipt_no   text collate "C" not null,
    primary key (community_id, payment_id),
    unique (community_id, entity_id, series, number),
    foreign key (community_id, payment_id) references cashier.payment
);
create index receipt_by_no on cashier.receipt (community_id, receipt_no);

create table cashier.receipt_print (
    community_id bigint not null,
    id           bigint generated always as identity,
    payment_id   bigint not null,
    paper        text not null,
    printed_by   bigint not null,
    printed_at   timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, payment_id) references cashier.receipt
);
create index receipt_print_by_payment on cashier.receipt_print (community_id, payment_id);

-- One void per payment: of two at once one wins by the key.
create table cashier.payment_void (
    community_id bigint not null,
    payment_id   bigint not null,
    reason       text not null check (reason <> ''),
    voided_by    bigint not null,
    voided_name  text not null,
    voided_at    timestamptz not null,
    primary key (community_id, payment_id),
    foreign key (community_id, payment_id) references cashier.payment
);

-- A room's prepaid money belongs to who was its owner then; without an owner on file it belongs to the room alone.
create table cashier.prepayment_account (
    community_id bigint not null,
    id           bigint generated always as identity,
    room_id      bigint not null,
    person_id    bigint,
    balance      numeric(14,2) not null check (balance >= 0),
    primary key (community_id, id),
    unique nulls not distinct (community_id, room_id, person_id),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, person_id) references resident.person
);

create table cashier.prepayment_movement (
    community_id bigint not null,
    id           bigint generated always as identity,
    account_id   bigint not null,
    kind         text not null check (kind in ('PAYMENT', 'USE', 'VOID', 'RUN', 'RUN_UNDO', 'OPENING')),
    amount       numeric(14,2) not null check (amount <> 0),
    source_id    bigint not null,
    moved_on     date not null,
    moved_at     timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, account_id) references cashier.prepayment_account
);
create index prepayment_movement_by_account on cashier.prepayment_movement (community_id, account_id, id);
create index prepayment_movement_by_source on cashier.prepayment_movement (community_id, source_id, kind);

create table cashier.held_cart (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    staff_id     bigint not null,
    label        text not null check (label <> ''),
    content      jsonb not null,
    held_at      timestamptz not null,
    primary key (community_id, id)
);
create index held_cart_by_staff on cashier.held_cart (community_id, staff_id);

create table cashier.one_off_price (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    code         text collate "C" not null check (code ~ '^[A-Z0-9-]{1,20}$'),
    name         text not null check (name <> ''),
    unit         text not null check (unit <> ''),
    price        numeric(14,2) check (price > 0),
    is_active    boolean not null default true,
    primary key (community_id, id),
    unique (community_id, code)
);

call root.frozen_table('cashier', 'safe', array['balance']);
call root.append_only('cashier', 'safe_movement');
call root.frozen_table('cashier', 'shift', array['is_open']);
call root.append_only('cashier', 'shift_close');
call root.append_only('cashier', 'shift_count');
call root.append_only('cashier', 'payment_request');
call root.append_only('cashier', 'payment');
call root.append_only('cashier', 'tender');
call root.append_only('cashier', 'payment_line');
call root.append_only('cashier', 'receipt');
call root.append_only('cashier', 'receipt_print');
call root.append_only('cashier', 'payment_void');
call root.frozen_table('cashier', 'prepayment_account', array['balance']);
call root.append_only('cashier', 'prepayment_movement');
call root.community_table('cashier', 'held_cart');
call root.community_table('cashier', 'one_off_price');

-- A closed shift stays closed.
create function cashier.refuse_reopening() returns trigger language plpgsql as $$
begin
    raise exception 'shift % of community % is closed', old.id, old.community_id using errcode = 'restrict_violation';
end $$;
create trigger stays_closed before update on cashier.shift for each row when (not old.is_open)
    execute function cashier.refuse_reopening();

-- 期初余额：导入成草稿，另一人核对合计后一次入账。
create table cashier.opening_batch (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    state        text collate "C" not null check (state in ('DRAFT', 'CONFIRMED', 'DISCARDED')),
    made_by      bigint not null,
    made_name    text not null,
    made_at      timestamptz not null,
    moved_by     bigint,
    moved_name   text,
    moved_at     timestamptz,
    primary key (community_id, id),
    check (state <> 'CONFIRMED' or moved_by <> made_by)
);
create unique index one_opening_draft on cashier.opening_batch (community_id) where state = 'DRAFT';
create unique index one_opening on cashier.opening_batch (community_id) where state = 'CONFIRMED';

create table cashier.opening_line (
    community_id  bigint not null,
    batch_id      bigint not null,
    line          int not null,
    kind          text collate "C" not null check (kind in ('ARREARS', 'PREPAYMENT', 'DEPOSIT', 'CASH', 'BANK')),
    room_id       bigint,
    item_name     text,
    period_start  date,
    period_end    date,
    due_on        date,
    late_fee_rate numeric(10,8),
    amount        numeric(14,2) not null check (amount > 0),
    note          text,
    primary key (community_id, batch_id, line),
    foreign key (community_id, batch_id) references cashier.opening_batch,
    foreign key (community_id, room_id) references estate.room,
    check ((room_id is null) = (kind in ('CASH', 'BANK'))),
    check ((kind = 'ARREARS') = (item_name is not null and period_start is not null and period_end is not null and due_on is not null))
);
create index opening_line_by_room on cashier.opening_line (community_id, room_id);
call root.frozen_table('cashier', 'opening_batch', array['state', 'moved_by', 'moved_name', 'moved_at']);
call root.append_only('cashier', 'opening_line');
