-- 通知公告：起草、别人审核、发布到楼栋和片区，几条路发、贴在哪里、送到谁家，撤回和到期取下都留下记录。
create table engagement.announcement (
    community_id   bigint not null references estate.community,
    id             bigint generated always as identity,
    number         text collate "C" not null,
    kind           text collate "C" not null check (kind in ('OUTAGE', 'SAFETY', 'FEE', 'NOTICE', 'INFORMATION', 'RULES', 'BRAND')),
    title          text not null check (title <> ''),
    content        text not null check (content <> ''),
    channels       text[] not null check (cardinality(channels) > 0 and channels <@ array['BOARD', 'LIFT', 'SMS', 'WECHAT', 'DOOR']),
    from_on        date not null,
    to_on          date not null check (to_on >= from_on),
    -- none of either: the whole community
    buildings      bigint[] not null,
    areas          bigint[] not null,
    state          text collate "C" not null default 'DRAFT' check (state in ('DRAFT', 'REVIEW', 'APPROVED', 'PUBLISHED', 'WITHDRAWN')),
    made_at        timestamptz not null,
    made_by        bigint not null references access.staff,
    made_name      text not null,
    submitted_at   timestamptz,
    reviewed_at    timestamptz,
    reviewed_by    bigint references access.staff,
    reviewed_name  text,
    review_note    text check (review_note <> ''),
    published_at   timestamptz,
    published_by   bigint references access.staff,
    published_name text,
    withdrawn_at   timestamptz,
    withdrawn_name text,
    withdrawn_why  text check (withdrawn_why <> ''),
    primary key (community_id, id),
    unique (community_id, number),
    check (reviewed_by <> made_by),
    check (state in ('DRAFT', 'WITHDRAWN') or submitted_at is not null),
    check (state not in ('APPROVED', 'PUBLISHED') or reviewed_at is not null),
    check (state <> 'PUBLISHED' or published_at is not null),
    check ((state = 'WITHDRAWN') = (withdrawn_at is not null)),
    check (num_nonnulls(withdrawn_at, withdrawn_name, withdrawn_why) in (0, 3))
);
create index announcement_by_day on engagement.announcement (community_id, from_on desc);

-- A paper copy on a board or in a lift, until it is taken down.
create table engagement.announcement_posting (
    community_id    bigint not null,
    id              bigint generated always as identity,
    announcement_id bigint not null,
    place           text not null check (place <> ''),
    photo_id        bigint,
    posted_at       timestamptz not null,
    posted_by       bigint not null references access.staff,
    posted_name     text not null,
    removed_at      timestamptz check (removed_at >= posted_at),
    removed_name    text,
    primary key (community_id, id),
    foreign key (community_id, announcement_id) references engagement.announcement,
    foreign key (community_id, photo_id) references attachment.file,
    check (num_nonnulls(removed_at, removed_name) in (0, 2))
);
create unique index one_posting_at_a_place on engagement.announcement_posting (community_id, announcement_id, place) where removed_at is null;

-- Brought to the door of a household; signed for or not.
create table engagement.announcement_delivery (
    community_id    bigint not null,
    announcement_id bigint not null,
    room_id         bigint not null,
    is_signed       boolean not null,
    made_at         timestamptz not null,
    made_by         bigint not null references access.staff,
    made_name       text not null,
    primary key (community_id, announcement_id, room_id),
    foreign key (community_id, announcement_id) references engagement.announcement,
    foreign key (community_id, room_id) references estate.room
);

call root.frozen_table('engagement', 'announcement', array['kind', 'title', 'content', 'channels', 'from_on', 'to_on', 'buildings', 'areas', 'state', 'submitted_at', 'reviewed_at', 'reviewed_by',
    'reviewed_name', 'review_note', 'published_at', 'published_by', 'published_name', 'withdrawn_at', 'withdrawn_name', 'withdrawn_why']);
call root.frozen_table('engagement', 'announcement_posting', array['removed_at', 'removed_name']);
call root.append_only('engagement', 'announcement_delivery');

-- What others have read is not rewritten: the text stands from the moment it goes to review.
create function engagement.refuse_rewritten() returns trigger language plpgsql as $$
begin
    raise exception 'announcement % of community % is %', old.number, old.community_id, old.state using errcode = 'restrict_violation';
end $$;
create trigger stands before update of kind, title, content, channels, from_on, to_on, buildings, areas on engagement.announcement for each row when (old.state <> 'DRAFT')
    execute function engagement.refuse_rewritten();
