-- 日结：收据、付款方式、交班、解款和保险柜三方对平的一天。
create table cashier.day_close (
    community_id bigint not null references estate.community,
    day          date not null,
    receipts     bigint not null,
    total        numeric(14,2) not null,
    remitted     numeric(14,2) not null,
    safe         numeric(14,2) not null,
    checks       jsonb not null,
    closed_by    bigint not null,
    closed_name  text not null,
    closed_at    timestamptz not null,
    primary key (community_id, day)
);
call root.append_only('cashier', 'day_close');
