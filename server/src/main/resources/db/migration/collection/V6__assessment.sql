-- 半年目标、半年考核、每月收缴分析。

create table collection.target (
    community_id bigint not null references estate.community,
    period_start date not null check (extract(day from period_start) = 1 and extract(month from period_start) in (1, 7)),
    area_id      bigint not null,
    rate         numeric(5,2) not null check (rate between 0 and 100),
    primary key (community_id, period_start, area_id),
    foreign key (community_id, area_id) references estate.steward_area
);

-- How an area and its steward came out of a half-year; written once after its end, with the rule's figures of that day.
create table collection.assessment (
    community_id bigint not null,
    id           bigint generated always as identity,
    period_start date not null,
    area_id      bigint not null,
    area_name    text not null,
    staff_id     bigint references access.staff,
    staff_name   text,
    post         text not null,
    target_rate  numeric(5,2),
    actual_rate  numeric(6,2),
    steps        int not null check (steps >= 0),
    rule         text not null,
    conclusion   text collate "C" not null check (conclusion in ('MET', 'MISSED', 'UNSET')),
    state        text collate "C" not null default 'NONE' check (state in ('NONE', 'WAITING', 'APPROVED', 'REJECTED')),
    measure      text collate "C" check (measure in ('REDUCE', 'DEMOTE')),
    reason       text,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    unique (community_id, period_start, area_id),
    foreign key (community_id, area_id) references estate.steward_area,
    check ((state = 'NONE') = (measure is null)),
    check (measure is null or conclusion = 'MISSED')
);

create table collection.analysis (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    month        date not null check (extract(day from month) = 1),
    figures      jsonb not null,
    summary      text,
    made_name    text not null,
    made_at      timestamptz not null,
    submitted_at timestamptz,
    primary key (community_id, id),
    unique (community_id, month)
);

create table collection.analysis_household (
    community_id bigint not null,
    analysis_id  bigint not null,
    room_id      bigint not null,
    overdue      numeric(14,2) not null,
    days_late    int not null,
    cause        text not null,
    handling     text,
    primary key (community_id, analysis_id, room_id),
    foreign key (community_id, analysis_id) references collection.analysis,
    foreign key (community_id, room_id) references estate.room
);

call root.community_table('collection', 'target');
call root.frozen_table('collection', 'assessment', array['state', 'measure', 'reason']);
call root.frozen_table('collection', 'analysis', array['summary', 'submitted_at']);
call root.frozen_table('collection', 'analysis_household', array['handling']);
