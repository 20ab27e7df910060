-- 培训与考试：年度、月度计划批了照办；每一场谁讲谁到谁评；题库出卷，成绩一次一行，不改。
create table workforce.training_plan (
    community_id   bigint not null references estate.community,
    id             bigint generated always as identity,
    number         text collate "C" not null,
    span           text collate "C" not null check (span in ('YEAR', 'MONTH')),
    begins_on      date not null check (extract(day from begins_on) = 1),
    unit           text not null check (unit <> ''),
    aim            text not null check (aim <> ''),
    version        int not null default 1 check (version > 0),
    state          text collate "C" not null default 'DRAFT' check (state in ('DRAFT', 'WAITING', 'APPROVED')),
    made_at        timestamptz not null,
    made_by        bigint not null references access.staff,
    made_name      text not null,
    submitted_at   timestamptz,
    approved_at    timestamptz,
    approved_name  text,
    -- why it came back
    answer         text check (answer <> ''),
    primary key (community_id, id),
    unique (community_id, number),
    unique (community_id, span, begins_on, unit),
    check ((state = 'DRAFT') or submitted_at is not null),
    check ((state = 'APPROVED') = (approved_at is not null)),
    check (num_nonnulls(approved_at, approved_name) in (0, 2))
);

create table workforce.training_plan_line (
    community_id bigint not null,
    id           bigint generated always as identity,
    plan_id      bigint not null,
    position     int not null check (position > 0),
    kind         text collate "C" not null,
    topic        text not null check (topic <> ''),
    -- the teaching material and its edition
    material     text check (material <> ''),
    posts        text not null check (posts <> ''),
    leader_id    bigint not null references access.staff,
    leader_name  text not null,
    due_on       date not null,
    hours        numeric(4, 1) not null check (hours > 0),
    primary key (community_id, id),
    foreign key (community_id, plan_id) references workforce.training_plan
);
create index training_plan_line_by_plan on workforce.training_plan_line (community_id, plan_id, position);

create table workforce.training (
    community_id  bigint not null references estate.community,
    id            bigint generated always as identity,
    number        text collate "C" not null,
    request_key   text collate "C" not null,
    plan_line_id  bigint,
    kind          text collate "C" not null check (kind in ('INDUCTION', 'POST', 'COACHING', 'LAW', 'GUARD', 'SAFETY', 'OTHER')),
    topic         text not null check (topic <> ''),
    content       text check (content <> ''),
    -- nothing: somebody from outside
    trainer_id    bigint references access.staff,
    trainer_name  text not null check (trainer_name <> ''),
    starts_at     timestamptz not null,
    hours         numeric(4, 1) not null check (hours > 0),
    place         text not null check (place <> ''),
    posts         text check (posts <> ''),
    attachment_id bigint,
    made_at       timestamptz not null,
    made_by       bigint not null references access.staff,
    made_name     text not null,
    held_at       timestamptz,
    held_by       bigint references access.staff,
    held_name     text,
    summary       text check (summary <> ''),
    cancelled_at  timestamptz,
    cancelled_why text check (cancelled_why <> ''),
    primary key (community_id, id),
    unique (community_id, number),
    unique (community_id, made_by, request_key),
    foreign key (community_id, plan_line_id) references workforce.training_plan_line,
    foreign key (community_id, attachment_id) references attachment.file,
    check (num_nonnulls(held_at, held_by, held_name, summary) in (0, 4)),
    check (num_nonnulls(cancelled_at, cancelled_why) in (0, 2)),
    check (held_at is null or cancelled_at is null)
);
create index training_by_day on workforce.training (community_id, starts_at);
create index training_of_plan_line on workforce.training (community_id, plan_line_id) where plan_line_id is not null;

create table workforce.training_person (
    community_id bigint not null,
    training_id  bigint not null,
    staff_id     bigint not null references access.staff,
    staff_name   text not null,
    signed_at    timestamptz,
    mark         text collate "C" check (mark in ('EXCELLENT', 'GOOD', 'FAIR', 'POOR')),
    remark       text check (remark <> ''),
    primary key (community_id, training_id, staff_id),
    foreign key (community_id, training_id) references workforce.training,
    check (mark is null or signed_at is not null)
);
create index training_of_person on workforce.training_person (community_id, staff_id);

-- A question is never rewritten: papers that were taken stand on it.
create table workforce.training_question (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    subject      text not null check (subject <> ''),
    kind         text collate "C" not null check (kind in ('SINGLE', 'MULTIPLE', 'JUDGEMENT')),
    text         text not null check (text <> ''),
    options      jsonb not null check (jsonb_array_length(options) between 2 and 8),
    -- which of the options are right, from 1
    answers      jsonb not null check (jsonb_array_length(answers) > 0),
    note         text check (note <> ''),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    retired_at   timestamptz,
    retired_name text,
    primary key (community_id, id),
    check (num_nonnulls(retired_at, retired_name) in (0, 2))
);
create unique index training_question_once on workforce.training_question (community_id, subject, text) where retired_at is null;

create table workforce.training_test (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    number       text collate "C" not null,
    request_key  text collate "C" not null,
    title        text not null check (title <> ''),
    training_id  bigint,
    opens_on     date not null,
    closes_on    date not null check (closes_on >= opens_on),
    total        int not null check (total > 0),
    pass_mark    int not null check (pass_mark between 1 and total),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    primary key (community_id, id),
    unique (community_id, number),
    unique (community_id, made_by, request_key),
    foreign key (community_id, training_id) references workforce.training
);
create index training_test_of_training on workforce.training_test (community_id, training_id) where training_id is not null;

create table workforce.training_test_question (
    community_id bigint not null,
    test_id      bigint not null,
    position     int not null check (position > 0),
    question_id  bigint not null,
    points       int not null check (points > 0),
    primary key (community_id, test_id, position),
    unique (community_id, test_id, question_id),
    foreign key (community_id, test_id) references workforce.training_test,
    foreign key (community_id, question_id) references workforce.training_question
);

create table workforce.training_test_person (
    community_id bigint not null,
    test_id      bigint not null,
    staff_id     bigint not null references access.staff,
    staff_name   text not null,
    -- a retake adds one and gives a new last day
    allowed      int not null default 1 check (allowed > 0),
    due_on       date not null,
    primary key (community_id, test_id, staff_id),
    foreign key (community_id, test_id) references workforce.training_test
);
create index training_test_of_person on workforce.training_test_person (community_id, staff_id);

create table workforce.training_attempt (
    community_id  bigint not null,
    id            bigint generated always as identity,
    test_id       bigint not null,
    staff_id      bigint not null,
    try           int not null check (try > 0),
    source        text collate "C" not null check (source in ('ONLINE', 'PAPER')),
    -- what was chosen, question by question; on paper only the score is known
    replies       jsonb not null,
    score         int not null check (score >= 0),
    is_passed     boolean not null,
    study_minutes int check (study_minutes between 1 and 6000),
    attachment_id bigint,
    request_key   text collate "C" not null,
    taken_on      date not null,
    made_at       timestamptz not null,
    made_by       bigint not null references access.staff,
    made_name     text not null,
    primary key (community_id, id),
    unique (community_id, test_id, staff_id, try),
    unique (community_id, made_by, request_key),
    foreign key (community_id, test_id, staff_id) references workforce.training_test_person,
    foreign key (community_id, attachment_id) references attachment.file,
    check (source = 'PAPER' or made_by = staff_id)
);

call root.frozen_table('workforce', 'training_plan', array['unit', 'aim', 'version', 'state', 'submitted_at', 'approved_at', 'approved_name', 'answer']);
call root.community_table('workforce', 'training_plan_line');
call root.frozen_table('workforce', 'training', array['held_at', 'held_by', 'held_name', 'summary', 'cancelled_at', 'cancelled_why']);
call root.frozen_table('workforce', 'training_person', array['signed_at', 'mark', 'remark']);
call root.frozen_table('workforce', 'training_question', array['retired_at', 'retired_name']);
call root.append_only('workforce', 'training_test');
call root.append_only('workforce', 'training_test_question');
call root.frozen_table('workforce', 'training_test_person', array['allowed', 'due_on']);
call root.append_only('workforce', 'training_attempt');
