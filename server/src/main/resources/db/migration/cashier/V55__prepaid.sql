-- 预付费电（水）表：钱存在指明项目的预存户头里，这里只记哪间房的哪种表从哪天起预付费、逐日用掉多少、何时不足、告诉了谁。
create table cashier.prepaid_supply (
    community_id bigint not null,
    id           bigint generated always as identity,
    room_id      bigint not null,
    meter_kind   text not null check (meter_kind <> ''),
    charge_item  text collate "C" not null,
    from_on      date not null,
    threshold    numeric(14,2) check (threshold >= 0),
    made_by      bigint not null,
    made_name    text not null,
    made_at      timestamptz not null,
    ended_on     date check (ended_on >= from_on),
    ended_name   text,
    version      int not null default 1,
    primary key (community_id, id),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, charge_item) references billing.charge_item (community_id, code),
    check ((ended_on is null) = (ended_name is null))
);
create unique index prepaid_supply_in_force on cashier.prepaid_supply (community_id, room_id, meter_kind) where ended_on is null;

-- Worked out from the readings and made anew whenever one of them changes; month is the one whose bill charges the day.
create table cashier.prepaid_day (
    community_id bigint not null,
    supply_id    bigint not null,
    meter_id     bigint not null,
    month        date not null check (extract(day from month) = 1),
    read_on      date not null,
    value        numeric not null,
    usage        numeric not null,
    cost         numeric(14,2) not null,
    is_closing   boolean not null,
    primary key (community_id, supply_id, month, read_on, meter_id),
    foreign key (community_id, supply_id) references cashier.prepaid_supply,
    foreign key (community_id, meter_id) references metering.meter
);
create table cashier.prepaid_month (
    community_id bigint not null,
    supply_id    bigint not null,
    month        date not null check (extract(day from month) = 1),
    usage        numeric not null,
    cost         numeric(14,2) not null,
    primary key (community_id, supply_id, month),
    foreign key (community_id, supply_id) references cashier.prepaid_supply
);

-- One row per fall under the threshold; the next one only after the balance was above it again.
create table cashier.prepaid_fall (
    community_id      bigint not null,
    id                bigint generated always as identity,
    supply_id         bigint not null,
    balance           numeric(14,2) not null,
    threshold         numeric(14,2) not null,
    read_on           date,
    fallen_at         timestamptz not null,
    fallen_on         date not null,
    recovered_on      date,
    recovered_balance numeric(14,2),
    primary key (community_id, id),
    foreign key (community_id, supply_id) references cashier.prepaid_supply,
    check ((recovered_on is null) = (recovered_balance is null))
);
create unique index one_prepaid_fall_at_a_time on cashier.prepaid_fall (community_id, supply_id) where recovered_on is null;

-- 告诉了谁，怎么告诉的；短信由系统记，电话、上门、送单由经办人记。
create table cashier.prepaid_notice (
    community_id bigint not null,
    id           bigint generated always as identity,
    fall_id      bigint not null,
    way          text collate "C" not null check (way in ('SMS', 'CALL', 'VISIT', 'SLIP')),
    told         text not null check (told <> ''),
    message_id   bigint,
    note         text,
    made_by      bigint,
    made_name    text,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, fall_id) references cashier.prepaid_fall,
    check ((way = 'SMS') = (message_id is not null)),
    check (way = 'SMS' or made_by is not null and made_name is not null)
);
create index prepaid_notice_by_fall on cashier.prepaid_notice (community_id, fall_id);

call root.frozen_table('cashier', 'prepaid_supply', array['threshold', 'ended_on', 'ended_name', 'version']);
call root.community_table('cashier', 'prepaid_day');
call root.community_table('cashier', 'prepaid_month');
call root.frozen_table('cashier', 'prepaid_fall', array['recovered_on', 'recovered_balance']);
call root.append_only('cashier', 'prepaid_notice');
