-- 住户：人和单位、与房屋的关系、车辆、联系方式、查看明文的记录、合并的痕迹。
create schema resident;

-- An identity number that cannot be right is kept (encrypted) without a hash: it is a note and is never matched.
create table resident.person (
    community_id       bigint not null references estate.community,
    id                 bigint generated always as identity,
    kind               text not null check (kind in ('PERSON', 'COMPANY')),
    name               text not null check (name <> ''),
    gender             text check (gender in ('MALE', 'FEMALE')),
    phone              text collate "C",
    phone_note         text,
    id_number_cipher   bytea,
    id_number_hash     bytea,
    birth_on           date,
    address            text,
    note               text,
    source             text not null check (source in ('IMPORT', 'HAND')),
    source_note        text,
    recorded_at        timestamptz not null,
    phone_verified_on  date,
    phone_verified_by  text,
    id_verified_on     date,
    id_verified_by     text,
    merged_into        bigint,
    primary key (community_id, id),
    check (id_number_hash is null or id_number_cipher is not null),
    check (merged_into <> id),
    foreign key (community_id, merged_into) references resident.person
);
create index person_name on resident.person (community_id, name);
create index person_phone on resident.person (community_id, phone) where phone is not null;
create index person_id_number on resident.person (community_id, id_number_hash) where id_number_hash is not null;

create table resident.contact (
    community_id bigint not null,
    id           bigint generated always as identity,
    person_id    bigint not null,
    phone        text collate "C" not null check (phone <> ''),
    label        text not null,
    note         text,
    primary key (community_id, id),
    unique (community_id, person_id, phone),
    foreign key (community_id, person_id) references resident.person
);
create index contact_phone on resident.contact (community_id, phone);

-- Who holds a room in which role from when to when; several owners may, the same person twice at a time may not.
create table resident.holding (
    community_id bigint not null,
    id           bigint generated always as identity,
    room_id      bigint not null,
    person_id    bigint not null,
    role         text collate "C" not null check (role in ('OWNER', 'TENANT', 'FAMILY', 'AGENT')),
    from_on      date not null,
    to_on        date,
    relation     text,
    note         text,
    source       text not null check (source in ('IMPORT', 'HAND')),
    source_note  text,
    verified_on  date,
    verified_by  text,
    primary key (community_id, id),
    check (to_on >= from_on),
    constraint holding_once exclude using gist (community_id with =, room_id with =, person_id with =, role with =,
                                                daterange(from_on, to_on, '[]') with &&),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, person_id) references resident.person
);
create index holding_room on resident.holding (community_id, room_id);
create index holding_person on resident.holding (community_id, person_id);

create table resident.vehicle (
    community_id bigint not null,
    id           bigint generated always as identity,
    person_id    bigint,
    room_id      bigint,
    plate        text collate "C" not null check (plate <> ''),
    model        text,
    colour       text,
    note         text,
    primary key (community_id, id),
    unique (community_id, plate),
    foreign key (community_id, person_id) references resident.person,
    foreign key (community_id, room_id) references estate.room
);
create index vehicle_person on resident.vehicle (community_id, person_id);
create index vehicle_room on resident.vehicle (community_id, room_id);

-- What happened to people and holdings, in words, personal data masked.
create table resident.history (
    community_id bigint not null,
    id           bigint generated always as identity,
    room_id      bigint,
    person_id    bigint,
    happened_at  timestamptz not null,
    actor        text not null,
    kind         text not null,
    text         text not null,
    primary key (community_id, id),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, person_id) references resident.person
);
create index history_room on resident.history (community_id, room_id, happened_at);
create index history_person on resident.history (community_id, person_id, happened_at);

-- Who looked at which clear value, and what for.
create table resident.reveal (
    community_id bigint not null,
    id           bigint generated always as identity,
    person_id    bigint not null,
    field        text not null check (field in ('PHONE', 'ID_NUMBER', 'CONTACT')),
    purpose      text not null check (purpose <> ''),
    revealed_at  timestamptz not null,
    staff_id     bigint not null,
    staff_name   text not null,
    primary key (community_id, id),
    foreign key (community_id, person_id) references resident.person
);
create index reveal_person on resident.reveal (community_id, person_id, revealed_at);

-- What a merge moved, so that it can be taken back.
create table resident.merge (
    community_id bigint not null,
    id           bigint generated always as identity,
    kept_id      bigint not null,
    merged_id    bigint not null,
    moved        jsonb not null,
    merged_at    timestamptz not null,
    merged_by    text not null,
    undone_at    timestamptz,
    undone_by    text,
    primary key (community_id, id),
    foreign key (community_id, kept_id) references resident.person,
    foreign key (community_id, merged_id) references resident.person
);

call root.community_table('resident', 'person');
call root.community_table('resident', 'contact');
call root.community_table('resident', 'holding');
call root.community_table('resident', 'vehicle');
call root.append_only('resident', 'history');
call root.append_only('resident', 'reveal');
call root.frozen_table('resident', 'merge', array['undone_at', 'undone_by']);
