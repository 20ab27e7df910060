-- 工作日志与大厦日志：每人每天一篇，大厦每天一篇；未了的事项一天天带下去，直到有人写明怎样了结。
create table planning.journal (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    kind         text collate "C" not null check (kind in ('WORK', 'BUILDING')),
    day          date not null,
    staff_id     bigint not null references access.staff,
    staff_name   text not null,
    weather      text check (weather <> ''),
    content      text not null check (content <> ''),
    written_at   timestamptz not null,
    changed_at   timestamptz,
    primary key (community_id, id)
);
create unique index journal_of_person on planning.journal (community_id, staff_id, day) where kind = 'WORK';
create unique index journal_of_building on planning.journal (community_id, day) where kind = 'BUILDING';
create index journal_by_day on planning.journal (community_id, day desc, id desc);

-- What is not finished: carried on from day to day.
create table planning.journal_item (
    community_id bigint not null,
    id           bigint generated always as identity,
    journal_id   bigint not null,
    text         text not null check (text <> ''),
    owner_id     bigint not null references access.staff,
    owner_name   text not null,
    due_on       date,
    made_at      timestamptz not null,
    closed_at    timestamptz,
    closed_name  text,
    primary key (community_id, id),
    foreign key (community_id, journal_id) references planning.journal,
    check (num_nonnulls(closed_at, closed_name) in (0, 2))
);
create index journal_item_open on planning.journal_item (community_id, owner_id) where closed_at is null;

-- What became of it, day by day.
create table planning.journal_follow (
    community_id bigint not null,
    id           bigint generated always as identity,
    item_id      bigint not null,
    journal_id   bigint not null,
    text         text not null check (text <> ''),
    is_closing   boolean not null,
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    primary key (community_id, id),
    foreign key (community_id, item_id) references planning.journal_item,
    foreign key (community_id, journal_id) references planning.journal
);
create index journal_follow_by_item on planning.journal_follow (community_id, item_id, id);

call root.frozen_table('planning', 'journal', array['weather', 'content', 'changed_at']);
call root.frozen_table('planning', 'journal_item', array['closed_at', 'closed_name']);
call root.append_only('planning', 'journal_follow');
