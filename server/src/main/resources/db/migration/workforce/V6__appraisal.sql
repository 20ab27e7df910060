-- 考核：各岗位的考核表是数据；一个人一期一张，批了本人确认或提异议；奖惩有因有额，批了才算；试用期考核批了改档案。
create table workforce.appraisal_criterion (
    community_id bigint not null references estate.community,
    -- by its name; 通用 where a post has none of its own
    post         text not null check (post <> ''),
    position     int not null check (position > 0),
    item         text not null check (item <> ''),
    standard     text not null check (standard <> ''),
    points       int not null check (points > 0),
    changed_at   timestamptz not null,
    changed_name text not null,
    primary key (community_id, post, position)
);

create table workforce.appraisal (
    community_id     bigint not null references estate.community,
    id               bigint generated always as identity,
    number           text collate "C" not null,
    span             text collate "C" not null check (span in ('MONTH', 'QUARTER')),
    begins_on        date not null check (extract(day from begins_on) = 1),
    staff_id         bigint not null references access.staff,
    staff_name       text not null,
    post             text not null check (post <> ''),
    score            int not null check (score >= 0),
    total            int not null check (total > 0),
    comment          text not null check (comment <> ''),
    state            text collate "C" not null default 'WAITING' check (state in ('WAITING', 'APPROVED', 'REJECTED')),
    made_at          timestamptz not null,
    made_by          bigint not null references access.staff,
    made_name        text not null,
    ended_at         timestamptz,
    ended_by         bigint references access.staff,
    ended_name       text,
    ended_why        text check (ended_why <> ''),
    -- read by himself: agreed, or with an objection
    acknowledged_at  timestamptz,
    objection        text check (objection <> ''),
    answer           text check (answer <> ''),
    answered_at      timestamptz,
    answered_name    text,
    primary key (community_id, id),
    unique (community_id, number),
    check (staff_id <> made_by),
    check (score <= total),
    check ((state = 'WAITING') = (ended_at is null)),
    check (num_nonnulls(ended_at, ended_by, ended_name) in (0, 3)),
    check (acknowledged_at is null or state = 'APPROVED'),
    check (objection is null or acknowledged_at is not null),
    check (num_nonnulls(answer, answered_at, answered_name) in (0, 3)),
    check (answer is null or objection is not null)
);
create unique index one_appraisal on workforce.appraisal (community_id, staff_id, span, begins_on) where state <> 'REJECTED';

create table workforce.appraisal_line (
    community_id bigint not null,
    appraisal_id bigint not null,
    position     int not null check (position > 0),
    item         text not null,
    standard     text not null,
    points       int not null check (points > 0),
    score        int not null check (score between 0 and points),
    remark       text check (remark <> ''),
    primary key (community_id, appraisal_id, position),
    foreign key (community_id, appraisal_id) references workforce.appraisal
);

create table workforce.reward (
    community_id    bigint not null references estate.community,
    id              bigint generated always as identity,
    number          text collate "C" not null,
    request_key     text collate "C" not null,
    kind            text collate "C" not null check (kind in ('REWARD', 'PENALTY')),
    staff_id        bigint not null references access.staff,
    staff_name      text not null,
    happened_on     date not null,
    reason          text not null check (reason <> ''),
    amount          numeric(14, 2) not null check (amount >= 0),
    state           text collate "C" not null default 'WAITING' check (state in ('WAITING', 'APPROVED', 'REJECTED')),
    made_at         timestamptz not null,
    made_by         bigint not null references access.staff,
    made_name       text not null,
    ended_at        timestamptz,
    ended_by        bigint references access.staff,
    ended_name      text,
    ended_why       text check (ended_why <> ''),
    acknowledged_at timestamptz,
    objection       text check (objection <> ''),
    primary key (community_id, id),
    unique (community_id, number),
    unique (community_id, made_by, request_key),
    check (staff_id <> made_by),
    check ((state = 'WAITING') = (ended_at is null)),
    check (num_nonnulls(ended_at, ended_by, ended_name) in (0, 3)),
    check (acknowledged_at is null or state = 'APPROVED'),
    check (objection is null or acknowledged_at is not null)
);
create index reward_by_day on workforce.reward (community_id, happened_on);

create table workforce.probation_review (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    number       text collate "C" not null,
    staff_id     bigint not null references access.staff,
    staff_name   text not null,
    -- the end of the probation as it stood in the file
    ends_on      date not null,
    score        int not null check (score between 0 and 100),
    comment      text not null check (comment <> ''),
    outcome      text collate "C" not null check (outcome in ('PASS', 'EXTEND', 'END')),
    extend_to    date check (extend_to > ends_on),
    state        text collate "C" not null default 'WAITING' check (state in ('WAITING', 'APPROVED', 'REJECTED')),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    ended_at     timestamptz,
    ended_by     bigint references access.staff,
    ended_name   text,
    ended_why    text check (ended_why <> ''),
    primary key (community_id, id),
    unique (community_id, number),
    check (staff_id <> made_by),
    check ((outcome = 'EXTEND') = (extend_to is not null)),
    check ((state = 'WAITING') = (ended_at is null)),
    check (num_nonnulls(ended_at, ended_by, ended_name) in (0, 3))
);
create unique index one_probation_review on workforce.probation_review (community_id, staff_id, ends_on) where state <> 'REJECTED';

alter table workforce.staff_file add column confirmed_on date, add column left_on date;

call root.community_table('workforce', 'appraisal_criterion');
call root.frozen_table('workforce', 'appraisal', array['state', 'ended_at', 'ended_by', 'ended_name', 'ended_why', 'acknowledged_at', 'objection', 'answer', 'answered_at', 'answered_name']);
call root.append_only('workforce', 'appraisal_line');
call root.frozen_table('workforce', 'reward', array['state', 'ended_at', 'ended_by', 'ended_name', 'ended_why', 'acknowledged_at', 'objection']);
call root.frozen_table('workforce', 'probation_review', array['state', 'ended_at', 'ended_by', 'ended_name', 'ended_why']);
