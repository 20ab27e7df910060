-- 岗位说明、班前会与讲评、谈话、社保、宿舍。
create table workforce.post_profile (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    number       text collate "C" not null,
    -- by its name
    post         text not null check (post <> ''),
    version      int not null check (version > 0),
    superior     text not null check (superior <> ''),
    subordinates text check (subordinates <> ''),
    promotion    text check (promotion <> ''),
    headcount    int not null check (headcount >= 0),
    requirements text not null check (requirements <> ''),
    cooperation  text check (cooperation <> ''),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    primary key (community_id, id),
    unique (community_id, number),
    unique (community_id, post, version)
);

create table workforce.briefing (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    number       text collate "C" not null,
    kind         text collate "C" not null check (kind in ('BRIEFING', 'REVIEW')),
    shift        text collate "C" not null check (shift in ('EARLY', 'DAY', 'LATE', 'NIGHT')),
    day          date not null,
    attention    text not null check (attention <> ''),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    primary key (community_id, id),
    unique (community_id, number),
    unique (community_id, made_by, day, shift, kind)
);

create table workforce.briefing_person (
    community_id bigint not null,
    briefing_id  bigint not null,
    staff_id     bigint not null references access.staff,
    staff_name   text not null,
    is_present   boolean not null,
    is_tidy      boolean not null,
    -- at a briefing where he is sent, at a review how he did
    duty         text check (duty <> ''),
    primary key (community_id, briefing_id, staff_id),
    foreign key (community_id, briefing_id) references workforce.briefing,
    check (is_present or not is_tidy and duty is null)
);

create table workforce.staff_talk (
    community_id  bigint not null references estate.community,
    id            bigint generated always as identity,
    number        text collate "C" not null,
    request_key   text collate "C" not null,
    staff_id      bigint not null references access.staff,
    staff_name    text not null,
    talked_on     date not null,
    topic         text collate "C" not null check (topic in ('WORK', 'LIFE', 'STAY', 'REWARD', 'OTHER')),
    content       text not null check (content <> ''),
    follow_up_on  date check (follow_up_on >= talked_on),
    outcome       text check (outcome <> ''),
    followed_at   timestamptz,
    followed_name text,
    made_at       timestamptz not null,
    made_by       bigint not null references access.staff,
    made_name     text not null,
    primary key (community_id, id),
    unique (community_id, number),
    unique (community_id, made_by, request_key),
    check (num_nonnulls(outcome, followed_at, followed_name) in (0, 3)),
    check (outcome is null or follow_up_on is not null),
    check (staff_id <> made_by)
);

create table workforce.insurance_change (
    community_id  bigint not null references estate.community,
    id            bigint generated always as identity,
    number        text collate "C" not null,
    request_key   text collate "C" not null,
    staff_id      bigint not null references access.staff,
    staff_name    text not null,
    kind          text collate "C" not null check (kind in ('OPEN', 'CHANGE', 'STOP')),
    -- from this month on
    month         date not null check (extract(day from month) = 1),
    base          numeric(14, 2) check (base > 0),
    reason        text not null check (reason <> ''),
    due_on        date not null,
    made_at       timestamptz not null,
    made_by       bigint not null references access.staff,
    made_name     text not null,
    done_at       timestamptz,
    done_by       bigint references access.staff,
    done_name     text,
    receipt       text check (receipt <> ''),
    attachment_id bigint,
    primary key (community_id, id),
    unique (community_id, number),
    unique (community_id, made_by, request_key),
    foreign key (community_id, attachment_id) references attachment.file,
    check ((kind = 'STOP') = (base is null)),
    check (num_nonnulls(done_at, done_by, done_name, receipt) in (0, 4))
);
create index insurance_change_of_person on workforce.insurance_change (community_id, staff_id, month);
-- One change of a person at a time.
create unique index one_open_insurance_change on workforce.insurance_change (community_id, staff_id) where done_at is null;

create table workforce.dormitory_room (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    name         text not null check (name <> ''),
    beds         int not null check (beds between 1 and 20),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    primary key (community_id, id),
    unique (community_id, name)
);

create table workforce.dormitory_stay (
    community_id bigint not null,
    id           bigint generated always as identity,
    room_id      bigint not null,
    bed          int not null check (bed > 0),
    staff_id     bigint not null references access.staff,
    staff_name   text not null,
    from_on      date not null,
    -- the last night
    to_on        date check (to_on >= from_on),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    primary key (community_id, id),
    foreign key (community_id, room_id) references workforce.dormitory_room,
    exclude using gist (community_id with =, room_id with =, bed with =, daterange(from_on, to_on, '[]') with &&),
    exclude using gist (community_id with =, staff_id with =, daterange(from_on, to_on, '[]') with &&)
);

create table workforce.dormitory_check (
    community_id bigint not null,
    id           bigint generated always as identity,
    room_id      bigint not null,
    checked_on   date not null,
    cleanness    text collate "C" not null check (cleanness in ('GOOD', 'FAIR', 'POOR')),
    is_safe      boolean not null,
    problem      text check (problem <> ''),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    primary key (community_id, id),
    unique (community_id, room_id, checked_on),
    foreign key (community_id, room_id) references workforce.dormitory_room,
    check (problem is not null or is_safe and cleanness <> 'POOR')
);

call root.append_only('workforce', 'post_profile');
call root.append_only('workforce', 'briefing');
call root.append_only('workforce', 'briefing_person');
call root.frozen_table('workforce', 'staff_talk', array['outcome', 'followed_at', 'followed_name']);
call root.frozen_table('workforce', 'insurance_change', array['done_at', 'done_by', 'done_name', 'receipt', 'attachment_id']);
call root.append_only('workforce', 'dormitory_room');
call root.frozen_table('workforce', 'dormitory_stay', array['to_on']);
call root.append_only('workforce', 'dormitory_check');
