-- 档案变更：哪一栏，改前改后，谁在何时改的；号码只有遮住的。
create table resident.change (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    room_id      bigint,
    person_id    bigint,
    subject      text not null check (subject <> ''),
    field        text not null check (field <> ''),
    was          text,
    becomes      text,
    changed_at   timestamptz not null,
    changed_by   bigint not null references access.staff,
    changed_name text not null,
    primary key (community_id, id),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, person_id) references resident.person
);
create index change_room on resident.change (community_id, room_id, id desc);
create index change_person on resident.change (community_id, person_id, id desc);

call root.append_only('resident', 'change');
