-- 房产：区域、小区、楼栋、单元、房屋、公共区域、管家片区。
create schema estate;

create table estate.region (
    id   bigint generated always as identity primary key,
    name text not null unique check (name <> '')
);

create table estate.community (
    id          bigint generated always as identity primary key,
    region_id   bigint references estate.region,
    name        text not null unique check (name <> ''),
    books_start date not null check (extract(day from books_start) = 1),
    profile     jsonb not null default '{}',
    committee   jsonb not null default '{}',
    papers      jsonb not null default '[]',
    created_at  timestamptz not null
);

create table estate.building (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    code         text collate "C" not null check (code <> ''),
    name         text,
    structure    text,
    floors_above int check (floors_above > 0),
    floors_below int check (floors_below >= 0),
    completed_on date,
    address      text,
    pipelines    jsonb not null default '[]',
    note         text,
    primary key (community_id, id),
    unique (community_id, code)
);

create table estate.entrance (
    community_id bigint not null,
    id           bigint generated always as identity,
    building_id  bigint not null,
    code         text collate "C" not null check (code <> ''),
    lifts        int check (lifts >= 0),
    note         text,
    primary key (community_id, id),
    unique (community_id, building_id, code),
    unique (community_id, building_id, id),
    foreign key (community_id, building_id) references estate.building
);

create table estate.room (
    community_id bigint not null,
    id           bigint generated always as identity,
    building_id  bigint not null,
    entrance_id  bigint,
    code         text collate "C" not null,
    number       text collate "C" not null check (number <> ''),
    floor        int,
    kind         text not null check (kind in ('HOUSE', 'SHOP', 'OFFICE', 'PARKING', 'STORAGE')),
    gross_area   numeric(12,4) not null check (gross_area > 0),
    net_area     numeric(12,4) check (net_area > 0),
    status       text not null check (status in ('SELF_USED', 'RENTED', 'VACANT', 'UNDELIVERED', 'RENOVATING')),
    handover_on  date,
    layout       text,
    note         text,
    primary key (community_id, id),
    unique (community_id, code),
    foreign key (community_id, building_id) references estate.building,
    foreign key (community_id, building_id, entrance_id) references estate.entrance (community_id, building_id, id)
);
create index room_building on estate.room (community_id, building_id, entrance_id);

-- What a room was before: billing takes the status as it is when the run is made, so every change must be explainable.
-- No foreign key: a room made by mistake may be deleted, what was noted about it may not.
create table estate.room_change (
    community_id bigint not null,
    id           bigint generated always as identity,
    room_id      bigint not null,
    changed_at   timestamptz not null,
    changed_by   text not null,
    field        text not null,
    before       text,
    after        text,
    reason       text,
    primary key (community_id, id)
);
create index room_change_room on estate.room_change (community_id, room_id, changed_at);

create table estate.room_document (
    community_id  bigint not null,
    id            bigint generated always as identity,
    room_id       bigint not null,
    attachment_id bigint not null,
    kind          text not null,
    title         text not null,
    added_at      timestamptz not null,
    added_by      text not null,
    primary key (community_id, id),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, attachment_id) references attachment.file
);
create index room_document_room on estate.room_document (community_id, room_id);

create table estate.common_area (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    building_id  bigint,
    name         text not null check (name <> ''),
    kind         text not null,
    location     text,
    area         numeric(12,4) check (area > 0),
    note         text,
    primary key (community_id, id),
    unique nulls not distinct (community_id, building_id, name),
    foreign key (community_id, building_id) references estate.building
);

create table estate.steward_area (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    name         text not null check (name <> ''),
    note         text,
    primary key (community_id, id),
    unique (community_id, name)
);

-- Which buildings or entrances belong to the area; without an entrance the whole building.
create table estate.steward_area_part (
    community_id bigint not null,
    id           bigint generated always as identity,
    area_id      bigint not null,
    building_id  bigint not null,
    entrance_id  bigint,
    from_on      date not null,
    to_on        date,
    primary key (community_id, id),
    check (to_on >= from_on),
    exclude using gist (community_id with =, building_id with =, (coalesce(entrance_id, 0)) with =, daterange(from_on, to_on, '[]') with &&),
    foreign key (community_id, area_id) references estate.steward_area,
    foreign key (community_id, building_id) references estate.building,
    foreign key (community_id, building_id, entrance_id) references estate.entrance (community_id, building_id, id)
);

-- Who is the steward of the area from when to when: one at a time.
create table estate.steward_assignment (
    community_id bigint not null,
    id           bigint generated always as identity,
    area_id      bigint not null,
    staff_id     bigint not null references access.staff,
    from_on      date not null,
    to_on        date,
    primary key (community_id, id),
    check (to_on >= from_on),
    exclude using gist (community_id with =, area_id with =, daterange(from_on, to_on, '[]') with &&),
    foreign key (community_id, area_id) references estate.steward_area
);

call root.reference_table('estate', 'region');
call root.reference_table('estate', 'community');
call root.community_table('estate', 'building');
call root.community_table('estate', 'entrance');
call root.community_table('estate', 'room');
call root.append_only('estate', 'room_change');
call root.community_table('estate', 'room_document');
call root.community_table('estate', 'common_area');
call root.community_table('estate', 'steward_area');
call root.community_table('estate', 'steward_area_part');
call root.community_table('estate', 'steward_assignment');
