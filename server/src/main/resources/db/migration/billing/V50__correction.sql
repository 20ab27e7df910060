-- 更正账单：读数、面积、标准、适用范围、交房日期错了，改对以后各行冲销、照当月价格重出。

alter table billing.bill_run drop constraint bill_run_kind_check;
alter table billing.bill_run add constraint bill_run_kind_check check (kind in ('MONTH', 'AHEAD', 'ONE_OFF', 'OPENING', 'CORRECTION'));

create table billing.correction (
    community_id    bigint not null references estate.community,
    id              bigint generated always as identity,
    idempotency_key text collate "C" not null,
    digest          text collate "C" not null,
    kind            text collate "C" not null check (kind in ('READING', 'AREA', 'PRICE', 'ASSIGNMENT', 'HANDOVER', 'TRANSFER')),
    subject         text not null check (subject <> ''),
    change          text not null check (change <> ''),
    first_month     date not null check (extract(day from first_month) = 1),
    reason          text not null check (reason <> ''),
    entry_on        date not null,
    made_by         bigint not null,
    made_name       text not null,
    made_at         timestamptz not null,
    primary key (community_id, id),
    unique (community_id, idempotency_key)
);

-- Which lines it reversed and which it made.
create table billing.correction_line (
    community_id  bigint not null,
    correction_id bigint not null,
    bill_id       bigint not null,
    is_reversed   boolean not null,
    primary key (community_id, bill_id, is_reversed),
    foreign key (community_id, correction_id) references billing.correction,
    foreign key (community_id, bill_id) references billing.bill
);
create index correction_line_by_correction on billing.correction_line (community_id, correction_id);
call root.append_only('billing', 'correction');
call root.append_only('billing', 'correction_line');

-- What was paid in money on a line that was reversed went to a prepayment.
create table billing.moved_payment (
    community_id  bigint not null,
    id            bigint generated always as identity,
    correction_id bigint not null,
    bill_id       bigint not null,
    payment_id    bigint not null,
    amount        numeric(14,2) not null check (amount > 0),
    primary key (community_id, id),
    foreign key (community_id, correction_id) references billing.correction,
    foreign key (community_id, bill_id) references billing.bill
);
create index moved_payment_by_correction on billing.moved_payment (community_id, correction_id);
call root.append_only('billing', 'moved_payment');

-- A version that was wrong from its first day: nothing is charged by it any more, its lines keep pointing to it.
alter table billing.tariff add column is_withdrawn boolean not null default false;
-- Only in these months of the year (a heating season); none: all year. How much further the bands of a metered tariff
-- reach for households of five or seven persons and more.
alter table billing.tariff add column months int[] check (months <@ array[1,2,3,4,5,6,7,8,9,10,11,12] and cardinality(months) > 0);
alter table billing.tariff add column widen_five numeric(14,4) check (widen_five > 0);
alter table billing.tariff add column widen_seven numeric(14,4) check (widen_seven >= widen_five);
alter table billing.tariff add check (widen_five is null or tiers is not null);
grant update (is_withdrawn) on billing.tariff to ${appRole};
create trigger options_no_change before update of months, widen_five, widen_seven on billing.tariff for each row execute function root.refuse_change();

-- Of a line that is a part of another: what the undivided one comes to. By how many persons the bands were widened.
alter table billing.bill add column whole numeric(14,2);
alter table billing.bill add column persons int;
create trigger parts_no_change before update of whole, persons on billing.bill for each row execute function root.refuse_change();

create or replace function billing.tariff_overlap(in_community bigint, in_code text) returns boolean language sql stable as $$
    select exists (
        select from billing.tariff a
          join billing.tariff b on b.community_id = a.community_id and b.code = a.code and b.id > a.id and b.rule <> 'ONE_OFF'
           and b.room_kinds && a.room_kinds and not b.is_withdrawn
           and daterange(b.from_on, b.to_on, '[]') && daterange(a.from_on, a.to_on, '[]')
         where a.community_id = in_community and a.code = in_code and a.rule <> 'ONE_OFF' and not a.is_withdrawn
           and (not exists (select from billing.tariff_assignment x where x.community_id = a.community_id and x.tariff_id = a.id)
                or not exists (select from billing.tariff_assignment y where y.community_id = b.community_id and y.tariff_id = b.id)
                or exists (select from billing.tariff_assignment x
                             join billing.tariff_assignment y on y.community_id = x.community_id and y.tariff_id = b.id
                             left join estate.room u on u.community_id = x.community_id and u.id = x.room_id
                             left join estate.room v on v.community_id = y.community_id and v.id = y.room_id
                            where x.community_id = a.community_id and x.tariff_id = a.id
                              and (x.room_id = y.room_id or coalesce(x.building_id, u.building_id) = coalesce(y.building_id, v.building_id)
                                                            and (x.room_id is null or y.room_id is null)))))
$$;

-- 交房登记：前一天为止归开发商。
create table billing.handover (
    community_id bigint not null,
    id           bigint generated always as identity,
    room_id      bigint not null,
    handover_on  date not null,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, room_id) references estate.room
);
create index handover_by_room on billing.handover (community_id, room_id);
call root.append_only('billing', 'handover');

-- 过户：从这天起归新业主；之前到期的各行是原业主的。
create table billing.ownership_transfer (
    community_id    bigint not null,
    id              bigint generated always as identity,
    room_id         bigint not null,
    transfer_on     date not null,
    from_names      text not null,
    to_names        text not null,
    from_ids        bigint[] not null,
    to_ids          bigint[] not null,
    correction_id   bigint,
    made_name       text not null,
    made_at         timestamptz not null,
    primary key (community_id, id),
    unique (community_id, room_id, transfer_on),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, correction_id) references billing.correction
);
call root.append_only('billing', 'ownership_transfer');

-- 月中换人时抄的表：那天早上的数，把当月用量分成两段。
create table billing.split_reading (
    community_id bigint not null,
    id           bigint generated always as identity,
    meter_id     bigint not null,
    read_on      date not null,
    value        numeric not null check (value >= 0 and value < 1000000000000 and scale(value) <= 4),
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    unique (community_id, meter_id, read_on),
    foreign key (community_id, meter_id) references metering.meter
);
call root.append_only('billing', 'split_reading');
