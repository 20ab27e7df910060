-- 押金与退款：柜台在收款之外收付的钱、付款与扣款单、押金户头、退款申请。

-- Money that passes the counter besides payments: deposits taken, refunds paid. Cash always belongs to a shift.
create table cashier.till_movement (
    community_id bigint not null,
    id           bigint generated always as identity,
    shift_id     bigint,
    kind         text collate "C" not null check (kind in ('DEPOSIT', 'DEPOSIT_VOID', 'REFUND')),
    source_id    bigint not null,
    method       text collate "C" not null check (method in ('CASH', 'WECHAT', 'ALIPAY', 'BANK_TRANSFER', 'POS', 'CHEQUE')),
    amount       numeric(14,2) not null check (amount <> 0),
    bank         text,
    reference    text,
    made_on      date not null,
    made_by      bigint not null,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    unique (community_id, kind, source_id),
    foreign key (community_id, shift_id) references cashier.shift,
    check (method <> 'CASH' or shift_id is not null),
    check ((amount > 0) = (kind = 'DEPOSIT'))
);
create index till_movement_by_shift on cashier.till_movement (community_id, shift_id);

-- Numbered papers besides the receipts of payments: deposit receipts share their series (S), slips of what goes out have T.
create table cashier.slip (
    community_id bigint not null,
    entity_id    bigint not null,
    series       text collate "C" not null,
    number       bigint not null,
    slip_no      text collate "C" not null,
    kind         text collate "C" not null check (kind in ('DEPOSIT', 'DEDUCTION', 'REFUND')),
    source_id    bigint not null,
    primary key (community_id, entity_id, series, number),
    unique (community_id, kind, source_id)
);

create table cashier.deposit (
    community_id    bigint not null,
    id              bigint generated always as identity,
    idempotency_key text collate "C",
    kind            text collate "C" not null check (kind in ('RENOVATION', 'RENOVATION_WASTE', 'KEY', 'OTHER')),
    room_id         bigint not null,
    payer_name      text not null check (payer_name <> ''),
    cause           text not null check (cause <> ''),
    cause_reference text,
    amount          numeric(14,2) not null check (amount > 0),
    balance         numeric(14,2) not null check (balance between 0 and amount),
    shift_id        bigint,
    taken_on        date not null,
    taken_by        bigint not null,
    taken_name      text not null,
    taken_at        timestamptz not null,
    is_voided       boolean not null default false,
    primary key (community_id, id),
    unique (community_id, idempotency_key),
    foreign key (community_id, idempotency_key) references cashier.payment_request,
    foreign key (community_id, shift_id) references cashier.shift,
    foreign key (community_id, room_id) references estate.room,
    check ((shift_id is null) = (idempotency_key is null)),
    check (not is_voided or balance = 0)
);
create index deposit_by_room on cashier.deposit (community_id, room_id);

create table cashier.deposit_movement (
    community_id    bigint not null,
    id              bigint generated always as identity,
    deposit_id      bigint not null,
    idempotency_key text collate "C",
    kind            text collate "C" not null
                    check (kind in ('TAKEN', 'OPENING', 'DEDUCTED', 'BILLS', 'BILLS_UNDONE', 'RETURNED', 'VOIDED')),
    amount          numeric(14,2) not null check (amount <> 0),
    reason          text,
    source_id       bigint,
    attachments     bigint[] not null default '{}',
    moved_on        date not null,
    made_by         bigint not null,
    made_name       text not null,
    made_at         timestamptz not null,
    primary key (community_id, id),
    unique (community_id, idempotency_key),
    foreign key (community_id, idempotency_key) references cashier.payment_request,
    foreign key (community_id, deposit_id) references cashier.deposit,
    check (kind <> 'DEDUCTED' or (reason <> '' and cardinality(attachments) > 0))
);
create index deposit_movement_by_deposit on cashier.deposit_movement (community_id, deposit_id, id);
create index deposit_movement_by_source on cashier.deposit_movement (community_id, source_id, kind);

-- Of one source (deposit, prepayment account, payment) one request at a time is under way.
create table cashier.refund (
    community_id bigint not null,
    id           bigint generated always as identity,
    kind         text collate "C" not null check (kind in ('DEPOSIT', 'PREPAYMENT', 'PAYMENT')),
    source_id    bigint not null,
    room_id      bigint not null,
    source_title text not null,
    amount       numeric(14,2) not null check (amount > 0),
    bills        bigint[],
    payee        text not null check (payee <> ''),
    payee_bank   text,
    reason       text not null check (reason <> ''),
    state        text collate "C" not null check (state in ('WAITING', 'APPROVED', 'REJECTED', 'CANCELLED', 'PAID')),
    made_by      bigint not null,
    made_name    text not null,
    made_at      timestamptz not null,
    ended_note   text,
    paid_on      date,
    paid_by      bigint,
    paid_name    text,
    paid_at      timestamptz,
    primary key (community_id, id),
    foreign key (community_id, room_id) references estate.room,
    check ((state = 'PAID') = (paid_at is not null)),
    check (bills is null or kind = 'PAYMENT')
);
create unique index one_refund_under_way on cashier.refund (community_id, kind, source_id) where state in ('WAITING', 'APPROVED');
create index refund_by_source on cashier.refund (community_id, kind, source_id);

alter table cashier.tender drop constraint tender_method_check;
alter table cashier.tender add constraint tender_method_check
    check (method in ('CASH', 'WECHAT', 'ALIPAY', 'BANK_TRANSFER', 'POS', 'CHEQUE', 'PREPAYMENT', 'DEPOSIT'));
alter table cashier.prepayment_movement drop constraint prepayment_movement_kind_check;
alter table cashier.prepayment_movement add constraint prepayment_movement_kind_check
    check (kind in ('PAYMENT', 'USE', 'VOID', 'RUN', 'RUN_UNDO', 'OPENING', 'REFUND', 'TRANSFER'));

-- Deposits of the opening balances that are in the books already.
insert into cashier.deposit (community_id, kind, room_id, payer_name, cause, amount, balance, taken_on, taken_by, taken_name, taken_at)
select l.community_id, case when l.note like '%清运%' then 'RENOVATION_WASTE' when l.note like '%装修%' then 'RENOVATION'
                            when l.note like '%钥匙%' then 'KEY' else 'OTHER' end,
       l.room_id, '期初', coalesce(nullif(l.note, ''), '期初押金'), l.amount, l.amount,
       (b.moved_at at time zone 'Asia/Shanghai')::date, b.moved_by, b.moved_name, b.moved_at
  from cashier.opening_line l
  join cashier.opening_batch b on b.community_id = l.community_id and b.id = l.batch_id and b.state = 'CONFIRMED'
 where l.kind = 'DEPOSIT' order by l.community_id, l.line;
insert into cashier.deposit_movement (community_id, deposit_id, kind, amount, moved_on, made_by, made_name, made_at)
select community_id, id, 'OPENING', amount, taken_on, taken_by, taken_name, taken_at from cashier.deposit;

call root.append_only('cashier', 'till_movement');
call root.append_only('cashier', 'slip');
call root.frozen_table('cashier', 'deposit', array['balance', 'is_voided']);
call root.append_only('cashier', 'deposit_movement');
call root.frozen_table('cashier', 'refund', array['state', 'ended_note', 'paid_on', 'paid_by', 'paid_name', 'paid_at']);

-- A cheque that the bank sent back undoes the payment it came with, once.
create table cashier.bounced_cheque (
    community_id bigint not null,
    payment_id   bigint not null,
    reason       text not null check (reason <> ''),
    fee          numeric(14,2) not null check (fee >= 0),
    fee_bill_id  bigint,
    kept         numeric(14,2) not null check (kept >= 0),
    bounced_on   date not null,
    made_by      bigint not null,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, payment_id),
    foreign key (community_id, payment_id) references cashier.payment,
    foreign key (community_id, fee_bill_id) references billing.bill
);
call root.append_only('cashier', 'bounced_cheque');
