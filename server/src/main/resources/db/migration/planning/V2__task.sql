-- 任务与会议：上级交办、目标责任、协助、会议决议是同一种任务，签收、报进展、办完、交办的人确认；会议有签到、纪要、阅签。
create table planning.meeting (
    community_id  bigint not null references estate.community,
    id            bigint generated always as identity,
    number        text collate "C" not null,
    request_key   text collate "C" not null check (length(request_key) between 16 and 64),
    kind          text collate "C" not null check (kind in ('DEPARTMENT', 'EXTERNAL', 'BUSINESS', 'TOPIC')),
    topic         text not null check (topic <> ''),
    agenda        text check (agenda <> ''),
    place         text not null check (place <> ''),
    starts_at     timestamptz not null,
    -- people from outside, in words
    guests        text check (guests <> ''),
    -- what the room needs, where somebody is to prepare it
    supplies      text check (supplies <> ''),
    ready_at      timestamptz,
    ready_by      bigint references access.staff,
    ready_name    text,
    called_by     bigint not null references access.staff,
    called_name   text not null,
    called_at     timestamptz not null,
    minutes       text check (minutes <> ''),
    minuted_by    bigint references access.staff,
    minuted_name  text,
    minuted_at    timestamptz,
    cancelled_why text check (cancelled_why <> ''),
    cancelled_at  timestamptz,
    primary key (community_id, id),
    unique (community_id, number),
    unique (community_id, request_key),
    check (num_nonnulls(ready_at, ready_by, ready_name) in (0, 3)),
    check (ready_at is null or supplies is not null),
    check (num_nonnulls(minutes, minuted_by, minuted_name, minuted_at) in (0, 4)),
    check (num_nonnulls(cancelled_why, cancelled_at) in (0, 2)),
    check (minuted_at is null or cancelled_at is null)
);
create index meeting_by_start on planning.meeting (community_id, starts_at);

create table planning.meeting_person (
    community_id bigint not null,
    meeting_id   bigint not null,
    staff_id     bigint not null references access.staff,
    staff_name   text not null,
    -- signed in, by himself or, when the minutes were written, by who wrote them
    signed_at    timestamptz,
    -- has read the minutes
    read_at      timestamptz,
    primary key (community_id, meeting_id, staff_id),
    foreign key (community_id, meeting_id) references planning.meeting
);
create index meeting_of_staff on planning.meeting_person (community_id, staff_id);

create table planning.task (
    community_id   bigint not null references estate.community,
    id             bigint generated always as identity,
    number         text collate "C" not null,
    request_key    text collate "C" not null check (length(request_key) between 16 and 64),
    kind           text collate "C" not null check (kind in ('ASSIGNED', 'TARGET', 'HELP', 'MEETING')),
    title          text not null check (title <> ''),
    detail         text check (detail <> ''),
    staff_id       bigint not null references access.staff,
    staff_name     text not null,
    given_by       bigint not null references access.staff,
    given_name     text not null,
    given_at       timestamptz not null,
    due_on         date not null,
    meeting_id     bigint,
    state          text collate "C" not null default 'GIVEN' check (state in ('GIVEN', 'TAKEN', 'DONE', 'CONFIRMED', 'CANCELLED')),
    taken_at       timestamptz,
    percent        int not null default 0 check (percent between 0 and 100),
    result         text check (result <> ''),
    done_at        timestamptz,
    confirmed_at   timestamptz,
    confirmed_name text,
    primary key (community_id, id),
    unique (community_id, number),
    unique (community_id, request_key),
    foreign key (community_id, meeting_id) references planning.meeting,
    check ((kind = 'MEETING') = (meeting_id is not null)),
    check (taken_at is not null or state in ('GIVEN', 'CANCELLED')),
    check ((state in ('DONE', 'CONFIRMED')) = (done_at is not null)),
    check ((done_at is null) = (result is null)),
    check ((state = 'CONFIRMED') = (confirmed_at is not null)),
    check (num_nonnulls(confirmed_at, confirmed_name) in (0, 2))
);
create index task_of_staff on planning.task (community_id, staff_id, due_on);
create index task_given on planning.task (community_id, given_by);
create index task_of_meeting on planning.task (community_id, meeting_id) where meeting_id is not null;
create index task_open on planning.task (community_id, due_on) where state in ('GIVEN', 'TAKEN');

-- Every move: who, when, what he wrote.
create table planning.task_move (
    community_id bigint not null,
    id           bigint generated always as identity,
    task_id      bigint not null,
    move         text collate "C" not null check (move in ('TAKE', 'REPORT', 'FINISH', 'CONFIRM', 'SEND_BACK', 'CANCEL')),
    percent      int check (percent between 0 and 100),
    note         text check (note <> ''),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    primary key (community_id, id),
    foreign key (community_id, task_id) references planning.task
);
create index task_move_by_task on planning.task_move (community_id, task_id, id);

call root.frozen_table('planning', 'meeting', array['ready_at', 'ready_by', 'ready_name', 'minutes', 'minuted_by', 'minuted_name', 'minuted_at', 'cancelled_why', 'cancelled_at']);
call root.frozen_table('planning', 'meeting_person', array['signed_at', 'read_at']);
call root.frozen_table('planning', 'task', array['state', 'taken_at', 'percent', 'result', 'done_at', 'confirmed_at', 'confirmed_name']);
call root.append_only('planning', 'task_move');

create function planning.refuse_after_minutes() returns trigger language plpgsql as $$
begin
    raise exception 'the minutes of meeting % of community % are written', old.number, old.community_id using errcode = 'restrict_violation';
end $$;
create trigger stays_minuted before update of minutes, minuted_by, minuted_name, minuted_at, cancelled_why, cancelled_at on planning.meeting
    for each row when (old.minuted_at is not null or old.cancelled_at is not null) execute function planning.refuse_after_minutes();
