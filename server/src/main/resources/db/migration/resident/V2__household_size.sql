-- 户籍人口：一间房从哪天起几口人，阶梯价按它放宽。
create table resident.household_size (
    community_id bigint not null,
    id           bigint generated always as identity,
    room_id      bigint not null,
    from_on      date not null,
    persons      int not null check (persons between 0 and 99),
    evidence     text,
    made_by      text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    unique (community_id, room_id, from_on),
    foreign key (community_id, room_id) references estate.room
);
call root.community_table('resident', 'household_size');
