-- 考勤：本人签到签退，只添不改；记错的由主管批了补签；一个月报一次。
create table workforce.correction (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    staff_id     bigint not null references access.staff,
    staff_name   text not null,
    kind         text collate "C" not null check (kind in ('IN', 'OUT')),
    at           timestamptz not null,
    reason       text not null check (reason <> ''),
    state        text collate "C" not null default 'WAITING' check (state in ('WAITING', 'APPROVED', 'REJECTED')),
    made_at      timestamptz not null check (made_at >= at),
    ended_at     timestamptz,
    ended_name   text,
    answer       text check (answer <> ''),
    primary key (community_id, id),
    check ((state = 'WAITING') = (ended_at is null)),
    check (num_nonnulls(ended_at, ended_name) in (0, 2))
);
create index correction_of_staff on workforce.correction (community_id, staff_id, at);

create table workforce.mark (
    community_id  bigint not null references estate.community,
    id            bigint generated always as identity,
    staff_id      bigint not null references access.staff,
    staff_name    text not null,
    kind          text collate "C" not null check (kind in ('IN', 'OUT')),
    at            timestamptz not null,
    source        text collate "C" not null check (source in ('DESK', 'PHONE', 'CORRECTION')),
    -- what of the checklist was not in order
    missing       text[] not null,
    -- why he leaves before the time
    reason        text check (reason <> ''),
    -- how far from the place, where a place is set
    metres        int check (metres >= 0),
    correction_id bigint,
    made_at       timestamptz not null check (made_at >= at),
    primary key (community_id, id),
    foreign key (community_id, correction_id) references workforce.correction,
    unique (community_id, correction_id),
    check ((source = 'CORRECTION') = (correction_id is not null)),
    check (source = 'CORRECTION' or made_at = at)
);
create index mark_by_time on workforce.mark (community_id, at);
create index mark_of_staff on workforce.mark (community_id, staff_id, at);

-- The month as it was reported; what is corrected later is seen beside it.
create table workforce.attendance_report (
    community_id  bigint not null references estate.community,
    month         date not null check (extract(day from month) = 1),
    people        jsonb not null,
    reported_at   timestamptz not null,
    reported_by   bigint not null references access.staff,
    reported_name text not null,
    primary key (community_id, month)
);

call root.frozen_table('workforce', 'correction', array['state', 'ended_at', 'ended_name', 'answer']);
call root.append_only('workforce', 'mark');
call root.append_only('workforce', 'attendance_report');
