-- 住户情况：怎么住的（自住、出租、空置），住户类型和人数，一段一段；发出去的住户卡。
create table resident.occupancy (
    community_id   bigint not null,
    id             bigint generated always as identity,
    room_id        bigint not null,
    from_on        date not null,
    to_on          date check (to_on >= from_on),
    usage          text collate "C" not null check (usage in ('SELF_USED', 'RENTED', 'VACANT')),
    household_type text collate "C" check (household_type in ('FAMILY', 'COUPLE', 'ALONE', 'SHARED', 'STAFF', 'BUSINESS')),
    persons        int not null check (persons between 0 and 99),
    note           text,
    made_name      text not null,
    made_at        timestamptz not null,
    primary key (community_id, id),
    constraint occupancy_once exclude using gist (community_id with =, room_id with =, daterange(from_on, to_on, '[]') with &&),
    check ((usage = 'VACANT') = (household_type is null)),
    check (usage <> 'VACANT' or persons = 0),
    foreign key (community_id, room_id) references estate.room
);

create table resident.access_card (
    community_id bigint not null,
    id           bigint generated always as identity,
    number       text collate "C" not null check (number <> ''),
    room_id      bigint not null,
    person_id    bigint,
    holder       text not null check (holder <> ''),
    issued_on    date not null,
    issued_name  text not null,
    state        text collate "C" not null default 'ISSUED' check (state in ('ISSUED', 'RETURNED', 'LOST')),
    ended_on     date check (ended_on >= issued_on),
    ended_name   text,
    ended_note   text,
    primary key (community_id, id),
    check ((state = 'ISSUED') = (ended_on is null)),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, person_id) references resident.person
);
-- A card that came back may be given out again; a lost one may not.
create unique index access_card_out on resident.access_card (community_id, number) where state in ('ISSUED', 'LOST');
create index access_card_room on resident.access_card (community_id, room_id);

call root.community_table('resident', 'occupancy');
call root.frozen_table('resident', 'access_card', array['state', 'ended_on', 'ended_name', 'ended_note']);
