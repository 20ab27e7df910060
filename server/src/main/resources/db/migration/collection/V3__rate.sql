-- 收缴率的合计：每个小区、项目、应缴月、发生日（再分到楼栋、单元）。

-- What happened on a day with the bills that are due in a month. The rows behind it are counted once: runs by name,
-- settlements and reversals up to a mark; what came after the mark is read from the rows themselves.
create table collection.day_total (
    community_id   bigint not null,
    charge_item_id bigint not null,
    due_month      date not null check (extract(day from due_month) = 1),
    day            date not null,
    building_id    bigint not null,
    entrance_id    bigint not null,
    billed         numeric(16,2) not null,
    reversed       numeric(16,2) not null,
    paid           numeric(16,2) not null,
    relieved       numeric(16,2) not null,
    primary key (community_id, charge_item_id, due_month, day, building_id, entrance_id),
    foreign key (community_id, charge_item_id) references billing.charge_item
);

-- The same without the building, for the dashboards over many communities.
create table collection.item_total (
    community_id   bigint not null,
    charge_item_id bigint not null,
    due_month      date not null,
    day            date not null,
    billed         numeric(16,2) not null,
    reversed       numeric(16,2) not null,
    paid           numeric(16,2) not null,
    relieved       numeric(16,2) not null,
    primary key (community_id, charge_item_id, due_month, day),
    foreign key (community_id, charge_item_id) references billing.charge_item
);

create table collection.counted_run (
    community_id bigint not null,
    run_id       bigint not null,
    primary key (community_id, run_id),
    foreign key (community_id, run_id) references billing.bill_run
);

-- Numbers are drawn in order but committed in any: a mark counts only when all that ran while it was noted has ended.
create table collection.counted_mark (
    community_id       bigint primary key references estate.community,
    settlement_id      bigint not null default 0,
    entry_id           bigint not null default 0,
    next_settlement_id bigint not null default 0,
    next_entry_id      bigint not null default 0,
    next_horizon       numeric not null default 0
);

call root.community_table('collection', 'day_total');
call root.community_table('collection', 'item_total');
call root.append_only('collection', 'counted_run');
call root.community_table('collection', 'counted_mark');
