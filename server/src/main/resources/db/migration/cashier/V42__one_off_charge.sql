-- 临时收费先记账后收：一次请求成一行账单。
create table cashier.one_off_charge (
    community_id    bigint not null,
    idempotency_key text collate "C" not null,
    bill_id         bigint not null,
    primary key (community_id, idempotency_key),
    foreign key (community_id, idempotency_key) references cashier.payment_request,
    foreign key (community_id, bill_id) references billing.bill
);
call root.append_only('cashier', 'one_off_charge');
