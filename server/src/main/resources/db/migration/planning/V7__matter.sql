-- 建议、上报与重大事项：谁提的、现在等谁、怎么答复、为什么、谁落实到哪天、落实得怎样；每一步只添不改。
create table planning.matter (
    community_id  bigint not null references estate.community,
    id            bigint generated always as identity,
    number        text collate "C" not null,
    request_key   text collate "C" not null check (length(request_key) between 16 and 64),
    kind          text collate "C" not null check (kind in ('PROPOSAL', 'ESCALATION', 'MAJOR')),
    topic         text collate "C" check (topic in ('QUALITY', 'BUSINESS', 'PEOPLE', 'STRUCTURE', 'SERVICE', 'OTHER')),
    title         text not null check (title <> ''),
    content       text not null check (content <> ''),
    made_at       timestamptz not null,
    made_by       bigint not null references access.staff,
    made_name     text not null,
    -- how far up an escalation has come
    rung          text collate "C" check (rung in ('SERVICE', 'ENGINEERING', 'SECURITY', 'DIRECTOR', 'MANAGER')),
    -- who has to answer; a major matter waits for whoever is general manager
    holder_id     bigint references access.staff,
    holder_name   text,
    outcome       text collate "C" check (outcome in ('ADOPTED', 'PARTLY', 'REFUSED', 'HANDLED', 'INSTRUCTED', 'AGREED', 'DECLINED')),
    conclusion    text check (conclusion <> ''),
    reason        text check (reason <> ''),
    decided_at    timestamptz,
    decided_by    bigint references access.staff,
    decided_name  text,
    executor_id   bigint references access.staff,
    executor_name text,
    due_on        date,
    result        text check (result <> ''),
    done_at       timestamptz,
    primary key (community_id, id),
    unique (community_id, number),
    unique (community_id, request_key),
    check ((kind = 'PROPOSAL') = (topic is not null)),
    check ((kind = 'ESCALATION') = (rung is not null)),
    check (num_nonnulls(holder_id, holder_name) = case when kind = 'MAJOR' then 0 else 2 end),
    check (num_nonnulls(outcome, reason, decided_at, decided_by, decided_name) in (0, 5)),
    check (case kind when 'PROPOSAL' then outcome in ('ADOPTED', 'PARTLY', 'REFUSED') when 'ESCALATION' then outcome in ('HANDLED', 'INSTRUCTED') else outcome in ('AGREED', 'DECLINED') end),
    check ((conclusion is not null) = (kind = 'MAJOR' and outcome is not null)),
    -- what is adopted has somebody who carries it out, and a day
    check (num_nonnulls(executor_id, executor_name, due_on) = case when outcome in ('ADOPTED', 'PARTLY', 'AGREED') then 3 else 0 end),
    check (num_nonnulls(result, done_at) in (0, 2)),
    check (done_at is null or executor_id is not null)
);
create index matter_by_day on planning.matter (community_id, made_at);
create index matter_of_holder on planning.matter (community_id, holder_id) where decided_at is null;
create index matter_of_executor on planning.matter (community_id, executor_id) where executor_id is not null and done_at is null;

-- Every step with who and when: submitted to whom, handed up and why, answered, carried out, a paper attached.
create table planning.matter_step (
    community_id  bigint not null,
    id            bigint generated always as identity,
    matter_id     bigint not null,
    move          text collate "C" not null check (move in ('SUBMIT', 'RAISE', 'DECIDE', 'FINISH', 'PAPER')),
    note          text not null check (note <> ''),
    outcome       text collate "C",
    rung          text collate "C",
    -- who has it from now on: to answer it, or to carry it out
    to_id         bigint references access.staff,
    to_name       text,
    due_on        date,
    attachment_id bigint,
    made_at       timestamptz not null,
    made_by       bigint not null references access.staff,
    made_name     text not null,
    primary key (community_id, id),
    foreign key (community_id, matter_id) references planning.matter,
    foreign key (community_id, attachment_id) references attachment.file,
    check ((move = 'DECIDE') = (outcome is not null)),
    check ((move = 'PAPER') = (attachment_id is not null)),
    check (num_nonnulls(to_id, to_name) in (0, 2))
);
create index matter_step_by_matter on planning.matter_step (community_id, matter_id, id);
create index matter_step_to on planning.matter_step (community_id, to_id) where to_id is not null;

call root.frozen_table('planning', 'matter', array['rung', 'holder_id', 'holder_name', 'outcome', 'conclusion', 'reason', 'decided_at', 'decided_by', 'decided_name',
    'executor_id', 'executor_name', 'due_on', 'result', 'done_at']);
call root.append_only('planning', 'matter_step');
