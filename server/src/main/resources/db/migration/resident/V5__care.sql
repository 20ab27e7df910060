-- 关爱名单与逐次上门，重点户与沉默户，管家的工作台账。
create table resident.care (
    community_id bigint not null,
    id           bigint generated always as identity,
    room_id      bigint not null,
    reason       text collate "C" not null check (reason in ('OLD', 'ILL', 'DISABLED', 'IN_NEED', 'CHILD')),
    who          text not null check (who <> ''),
    help         text not null check (help <> ''),
    every_days   int not null check (every_days between 1 and 366),
    since_on     date not null,
    next_on      date,
    made_name    text not null,
    ended_on     date,
    ended_name   text,
    ended_reason text,
    primary key (community_id, id),
    check ((ended_on is null) = (next_on is not null)),
    foreign key (community_id, room_id) references estate.room
);
create index care_room on resident.care (community_id, room_id);

create table resident.care_visit (
    community_id bigint not null,
    id           bigint generated always as identity,
    care_id      bigint not null,
    visited_on   date not null,
    text         text not null check (text <> ''),
    made_by      bigint not null references access.staff,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, care_id) references resident.care
);

create table resident.watch (
    community_id bigint not null,
    id           bigint generated always as identity,
    room_id      bigint not null,
    kind         text collate "C" not null check (kind in ('WATCH', 'SILENT')),
    reason       text not null check (reason <> ''),
    every_days   int not null check (every_days between 1 and 366),
    since_on     date not null,
    next_on      date,
    made_name    text not null,
    ended_on     date,
    ended_name   text,
    ended_reason text,
    primary key (community_id, id),
    check ((ended_on is null) = (next_on is not null)),
    foreign key (community_id, room_id) references estate.room
);
create unique index watch_once on resident.watch (community_id, room_id, kind) where ended_on is null;

create table resident.steward_note (
    community_id  bigint not null,
    id            bigint generated always as identity,
    room_id       bigint not null,
    noted_on      date not null,
    way           text collate "C" not null check (way in ('VISIT', 'PHONE', 'WECHAT', 'MET', 'OTHER')),
    text          text not null check (text <> ''),
    follow_up_on  date check (follow_up_on >= noted_on),
    followed_on   date,
    followed_name text,
    followed_text text,
    made_by       bigint not null references access.staff,
    made_name     text not null,
    made_at       timestamptz not null,
    primary key (community_id, id),
    check (followed_on is null or follow_up_on is not null and followed_text is not null),
    foreign key (community_id, room_id) references estate.room
);
create index steward_note_room on resident.steward_note (community_id, room_id, noted_on desc);
create index steward_note_due on resident.steward_note (community_id, follow_up_on) where follow_up_on is not null and followed_on is null;

call root.frozen_table('resident', 'care', array['next_on', 'ended_on', 'ended_name', 'ended_reason']);
call root.append_only('resident', 'care_visit');
call root.frozen_table('resident', 'watch', array['next_on', 'ended_on', 'ended_name', 'ended_reason']);
call root.frozen_table('resident', 'steward_note', array['followed_on', 'followed_name', 'followed_text']);
