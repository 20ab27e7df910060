-- 计费：收费项目、收费标准、出账、账单、核销。
create schema billing;

-- What is charged for. Pass-through items are collected for others (water, electricity, heat): never income.
create table billing.charge_item (
    community_id    bigint not null references estate.community,
    id              bigint generated always as identity,
    code            text collate "C" not null check (code <> ''),
    name            text not null check (name <> ''),
    is_pass_through boolean not null,
    primary key (community_id, id),
    unique (community_id, code)
);
create unique index charge_item_by_name on billing.charge_item (community_id, name);

-- Room kinds as points of a range type, so that an exclusion constraint can say that two sets of them overlap.
create function billing.kind_points(kinds text[]) returns int4multirange language sql immutable parallel safe
    as $$ select coalesce(range_agg(int4range(p, p, '[]')), '{}'::int4multirange)
            from unnest(kinds) kind, array_position(array['HOUSE', 'SHOP', 'OFFICE', 'PARKING', 'STORAGE'], kind) p $$;

-- Every row is a version with dates of its own; of a price only the last day ever moves.
create table billing.tariff (
    community_id         bigint not null,
    id                   bigint generated always as identity,
    code                 text collate "C" not null check (code <> ''),
    charge_item_id       bigint not null,
    rule                 text collate "C" not null check (rule in ('BY_AREA', 'FIXED', 'METERED', 'SHARED', 'ONE_OFF')),
    room_kinds           text[] not null check (room_kinds <@ array['HOUSE', 'SHOP', 'OFFICE', 'PARKING', 'STORAGE']),
    price                numeric(14,6) check (price >= 0),
    tiers                text,
    is_yearly            boolean not null,
    meter_kind           text,
    share_basis          text check (share_basis in ('AREA', 'HOUSEHOLD')),
    cycle                text not null check (cycle in ('MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR')),
    from_on              date not null,
    to_on                date,
    vacancy_factor       numeric(7,6) not null check (vacancy_factor between 0 and 1),
    due_day              int not null check (due_day between 1 and 31),
    late_fee_rate        numeric(10,8) not null check (late_fee_rate between 0 and 1),
    start_floor          int,
    is_developer_charged boolean not null,
    made_by              text not null,
    made_at              timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, charge_item_id) references billing.charge_item,
    check (to_on >= from_on),
    check (rule = 'ONE_OFF' or cardinality(room_kinds) > 0),
    check (rule = 'ONE_OFF' or (price is null) <> (tiers is null)),
    check (tiers is null or rule = 'METERED'),
    check ((meter_kind is not null) = (rule in ('METERED', 'SHARED'))),
    check ((share_basis is not null) = (rule = 'SHARED'))
);
-- Two versions of one code are never in force for the same kind of room on the same day.
alter table billing.tariff add constraint tariff_overlap exclude using gist
    (community_id with =, code with =, billing.kind_points(room_kinds) with &&, daterange(from_on, to_on, '[]') with &&)
    where (rule <> 'ONE_OFF');
create unique index one_off_tariff on billing.tariff (community_id, code) where rule = 'ONE_OFF';

-- Which buildings and single rooms a version is limited to; without any row it holds for all rooms of its kinds.
create table billing.tariff_assignment (
    community_id bigint not null,
    id           bigint generated always as identity,
    tariff_id    bigint not null,
    building_id  bigint,
    room_id      bigint,
    primary key (community_id, id),
    unique nulls not distinct (community_id, tariff_id, building_id, room_id),
    foreign key (community_id, tariff_id) references billing.tariff on delete cascade,
    foreign key (community_id, building_id) references estate.building,
    foreign key (community_id, room_id) references estate.room,
    check ((building_id is null) <> (room_id is null))
);

-- Who made lines: the monthly run, paying ahead, a one-off charge, the opening balances. Lines take their state from it.
create table billing.bill_run (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    month        date not null check (extract(day from month) = 1),
    kind         text collate "C" not null check (kind in ('MONTH', 'AHEAD', 'ONE_OFF', 'OPENING')),
    state        text collate "C" not null check (state in
                 ('CALCULATING', 'DRAFT', 'PUBLISHED', 'EMPTY', 'FAILED', 'DISCARDED', 'UNDONE')),
    job_id       bigint,
    lines        bigint not null check (lines >= 0),
    total        numeric(14,2) not null check (total >= 0),
    failure      text,
    entry_on     date,
    entry_id     bigint,
    made_by      text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, entry_id) references ledger.journal_entry,
    check ((entry_on is not null) = (state in ('PUBLISHED', 'UNDONE')))
);
-- Of two runs started at the same time one works and the other is told.
create unique index one_run_at_a_time on billing.bill_run (community_id)
    where kind = 'MONTH' and state in ('CALCULATING', 'DRAFT');
create index bill_run_by_month on billing.bill_run (community_id, month);

create table billing.bill_run_move (
    community_id bigint not null,
    id           bigint generated always as identity,
    run_id       bigint not null,
    from_state   text not null,
    to_state     text not null,
    note         text,
    made_by      text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, run_id) references billing.bill_run
);
create index bill_run_move_by_run on billing.bill_run_move (community_id, run_id);

create table billing.bill_warning (
    community_id bigint not null,
    run_id       bigint not null,
    subject      text collate "C" not null,
    tariff_code  text collate "C" not null,
    code         text collate "C" not null,
    primary key (community_id, run_id, subject, tariff_code, code),
    foreign key (community_id, run_id) references billing.bill_run
);

-- What a run comes to, per version and period: the books and the comparison with last month read this, not the lines.
create table billing.bill_run_total (
    community_id bigint not null,
    run_id       bigint not null,
    tariff_id    bigint not null,
    period_start date not null,
    period_end   date not null,
    lines        bigint not null,
    amount       numeric(14,2) not null,
    primary key (community_id, run_id, tariff_id, period_start, period_end),
    foreign key (community_id, run_id) references billing.bill_run,
    foreign key (community_id, tariff_id) references billing.tariff
);

-- The basis of a 公摊: what was shared, by how many rooms, over which weight. Each room's weight is its line's quantity.
create table billing.share_pool (
    community_id   bigint not null,
    run_id         bigint not null,
    tariff_id      bigint not null,
    share_group_id bigint not null,
    group_code     text collate "C" not null,
    usage          numeric not null,
    amount         numeric(14,2) not null check (amount > 0),
    total_weight   numeric not null check (total_weight > 0),
    room_count     int not null check (room_count > 0),
    primary key (community_id, run_id, tariff_id, share_group_id),
    foreign key (community_id, run_id) references billing.bill_run,
    foreign key (community_id, tariff_id) references billing.tariff,
    foreign key (community_id, share_group_id) references metering.share_group
);

-- One tariff version for one room and one period. What it claims never changes; only outstanding moves, down by a
-- settlement, up by its reversal. basis: the factor on the price (period charges) or the usage before (metered).
create table billing.bill (
    community_id   bigint not null,
    id             bigint generated always as identity,
    run_id         bigint not null,
    room_id        bigint not null,
    tariff_id      bigint not null,
    share_group_id bigint,
    period_start   date not null,
    period_end     date not null,
    quantity       numeric not null,
    basis          numeric,
    amount         numeric(14,2) not null check (amount > 0),
    outstanding    numeric(14,2) not null,
    due_on         date not null,
    payer          text collate "C" not null check (payer in ('OWNER', 'DEVELOPER')),
    is_one_off     boolean not null default false,
    is_reversed    boolean not null default false,
    primary key (community_id, id),
    foreign key (community_id, run_id) references billing.bill_run,
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, tariff_id) references billing.tariff,
    foreign key (community_id, run_id, tariff_id, share_group_id) references billing.share_pool,
    check (outstanding between 0 and amount),
    check (not is_reversed or outstanding = 0),
    check (period_end >= period_start)
);
-- Never charged twice, whoever makes the line.
create unique index bill_once on billing.bill (community_id, room_id, tariff_id, share_group_id, period_start)
    nulls not distinct where not is_reversed and not is_one_off;
create index bill_by_run on billing.bill (community_id, run_id);
create index bill_open on billing.bill (community_id, room_id) where outstanding > 0;
create index bill_apart on billing.bill (community_id, room_id) where is_reversed or is_one_off;

-- How much less a line is owed, why and from which day; negative when that was taken back.
create table billing.settlement (
    community_id bigint not null,
    id           bigint generated always as identity,
    bill_id      bigint not null,
    kind         text collate "C" not null check (kind in ('PAYMENT', 'DISCOUNT', 'PREPAYMENT')),
    amount       numeric(14,2) not null check (amount <> 0),
    settled_on   date not null,
    source_id    bigint not null,
    reverses_id  bigint,
    primary key (community_id, id),
    unique (community_id, reverses_id),
    foreign key (community_id, bill_id) references billing.bill,
    foreign key (community_id, reverses_id) references billing.settlement,
    check ((amount < 0) = (reverses_id is not null))
);
create index settlement_by_bill on billing.settlement (community_id, bill_id);
create index settlement_by_source on billing.settlement (community_id, source_id, kind);

create table billing.bill_reversal (
    community_id bigint not null,
    bill_id      bigint not null,
    amount       numeric(14,2) not null check (amount > 0),
    reversed_on  date not null,
    reason       text not null check (reason <> ''),
    made_by      text not null,
    made_at      timestamptz not null,
    entry_id     bigint not null,
    primary key (community_id, bill_id),
    foreign key (community_id, bill_id) references billing.bill,
    foreign key (community_id, entry_id) references ledger.journal_entry
);

-- What stands in 2204 and is income of a later month; negative when lines of the run were reversed.
create table billing.income_release (
    community_id   bigint not null,
    id             bigint generated always as identity,
    run_id         bigint not null,
    charge_item_id bigint not null,
    month          date not null check (extract(day from month) = 1),
    amount         numeric(14,2) not null check (amount <> 0),
    entry_id       bigint,
    primary key (community_id, id),
    foreign key (community_id, run_id) references billing.bill_run,
    foreign key (community_id, charge_item_id) references billing.charge_item,
    foreign key (community_id, entry_id) references ledger.journal_entry
);
create index income_release_due on billing.income_release (community_id, month) where entry_id is null;

call root.frozen_table('billing', 'charge_item', array['name']);
call root.frozen_table('billing', 'tariff', array['to_on']);
grant delete on billing.tariff to ${appRole};
call root.community_table('billing', 'tariff_assignment');
call root.frozen_table('billing', 'bill_run', array['state', 'job_id', 'lines', 'total', 'failure', 'entry_on', 'entry_id']);
call root.append_only('billing', 'bill_run_move');
call root.frozen_table('billing', 'bill', array['outstanding', 'is_reversed']);
call root.append_only('billing', 'settlement');
call root.append_only('billing', 'bill_reversal');
call root.frozen_table('billing', 'income_release', array['entry_id']);

-- A draft is nobody's debt: until it is published, and only until then, all that it made can go.
create function billing.refuse_unless_draft() returns trigger language plpgsql as $$
begin
    if exists (select from gone g join billing.bill_run r on r.community_id = g.community_id and r.id = g.run_id
                where r.state <> 'DRAFT') then
        raise exception 'rows of %.% can be deleted only while their run is a draft', tg_table_schema, tg_table_name
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create procedure billing.draft_table(in_table text) language plpgsql as $$
begin
    execute format('grant delete on billing.%I to ${appRole}', in_table);
    execute format('create trigger draft_only after delete on billing.%I referencing old table as gone
                    for each statement execute function billing.refuse_unless_draft()', in_table);
end $$;
call billing.draft_table('bill');
call root.guard('billing', 'bill_warning');
call root.guard('billing', 'bill_run_total');
call root.guard('billing', 'share_pool');
grant select, insert on billing.bill_warning, billing.bill_run_total, billing.share_pool to ${appRole};
call billing.draft_table('bill_warning');
call billing.draft_table('bill_run_total');
call billing.draft_table('share_pool');
