-- 合并收款：一次收几间房、押金、临时收费，按收款主体各开收据，整单作废。
create table cashier.cart (
    community_id    bigint not null,
    id              bigint generated always as identity,
    idempotency_key text collate "C" not null,
    shift_id        bigint not null,
    due             numeric(14,2) not null check (due >= 0),
    tendered        numeric(14,2) not null check (tendered > 0),
    change          numeric(14,2) not null check (change >= 0),
    prepaid         numeric(14,2) not null check (prepaid >= 0),
    made_by         bigint not null,
    made_name       text not null,
    made_at         timestamptz not null,
    primary key (community_id, id),
    unique (community_id, idempotency_key),
    foreign key (community_id, idempotency_key) references cashier.payment_request,
    foreign key (community_id, shift_id) references cashier.shift,
    check (due + change + prepaid = tendered)
);
create table cashier.cart_payment (
    community_id bigint not null,
    cart_id      bigint not null,
    payment_id   bigint not null,
    primary key (community_id, payment_id),
    foreign key (community_id, cart_id) references cashier.cart,
    foreign key (community_id, payment_id) references cashier.payment
);
create index cart_payment_by_cart on cashier.cart_payment (community_id, cart_id);
create table cashier.cart_deposit (
    community_id bigint not null,
    cart_id      bigint not null,
    deposit_id   bigint not null,
    primary key (community_id, deposit_id),
    foreign key (community_id, cart_id) references cashier.cart,
    foreign key (community_id, deposit_id) references cashier.deposit
);
create index cart_deposit_by_cart on cashier.cart_deposit (community_id, cart_id);
call root.append_only('cashier', 'cart');
call root.append_only('cashier', 'cart_payment');
call root.append_only('cashier', 'cart_deposit');
