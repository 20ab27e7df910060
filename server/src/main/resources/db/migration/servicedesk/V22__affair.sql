-- 托办与提醒：住户交办的事、住户自己要记得的事，到哪天，谁管，办了没有。
create table servicedesk.affair (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    kind         text collate "C" not null check (kind in ('ERRAND', 'REMINDER')),
    room_id      bigint not null,
    client       text not null check (client <> ''),
    title        text not null check (title <> ''),
    detail       text,
    due_on       date not null,
    staff_id     bigint not null references access.staff,
    tells        boolean not null,
    state        text collate "C" not null default 'OPEN' check (state in ('OPEN', 'DONE', 'CANCELLED')),
    result       text,
    confirmed_by text,
    ended_at     timestamptz,
    ended_name   text,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, room_id) references estate.room,
    check ((state = 'OPEN') = (ended_at is null)),
    check (state = 'OPEN' or result is not null)
);
create index affair_due on servicedesk.affair (community_id, due_on) where state = 'OPEN';
create index affair_room on servicedesk.affair (community_id, room_id);

call root.frozen_table('servicedesk', 'affair', array['due_on', 'staff_id', 'state', 'result', 'confirmed_by', 'ended_at', 'ended_name']);
