-- 收费台的异常：可疑钞票、收费差错、登记表复核。
create table cashier.suspicious_note (
    community_id  bigint not null references estate.community,
    id            bigint generated always as identity,
    found_on      date not null,
    room_code     text collate "C",
    presented_by  text not null check (presented_by <> ''),
    denomination  numeric(14,2) not null check (denomination > 0),
    pieces        int not null check (pieces > 0),
    serials       text,
    treatment     text collate "C" not null check (treatment in ('EXCHANGED', 'REFUSED', 'TO_BANK', 'TO_POLICE')),
    remark        text,
    made_by       bigint not null,
    made_name     text not null,
    made_at       timestamptz not null,
    primary key (community_id, id)
);

create table cashier.counter_error (
    community_id  bigint not null references estate.community,
    id            bigint generated always as identity,
    kind          text collate "C" not null check (kind in ('AMOUNT', 'ROOM', 'METHOD', 'RECEIPT', 'CASH', 'SYSTEM', 'OTHER')),
    happened_on   date not null,
    payment_id    bigint,
    amount        numeric(14,2),
    cause         text not null check (cause <> ''),
    remedy        text not null check (remedy <> ''),
    made_by       bigint not null,
    made_name     text not null,
    made_at       timestamptz not null,
    seen_by       bigint,
    seen_name     text,
    seen_at       timestamptz,
    opinion       text,
    primary key (community_id, id),
    foreign key (community_id, payment_id) references cashier.payment,
    check (seen_by is null or seen_by <> made_by)
);
create index counter_error_by_day on cashier.counter_error (community_id, happened_on);

-- A payment's entry in the day's register, looked at by somebody else; once right, it stays right.
create table cashier.payment_recheck (
    community_id  bigint not null,
    payment_id    bigint not null,
    taken_by      bigint not null,
    rechecked_by  bigint not null,
    rechecked_name text not null,
    rechecked_at  timestamptz not null,
    primary key (community_id, payment_id),
    foreign key (community_id, payment_id) references cashier.payment,
    check (rechecked_by <> taken_by)
);

call root.append_only('cashier', 'suspicious_note');
call root.frozen_table('cashier', 'counter_error', array['seen_by', 'seen_name', 'seen_at', 'opinion']);
call root.append_only('cashier', 'payment_recheck');
