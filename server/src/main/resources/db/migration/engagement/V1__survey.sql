-- 满意度调查与意见征询：问卷、抽样、回收、整改、报告，归档以后不再变。
create schema engagement;

create table engagement.number_series (
    community_id bigint not null references estate.community,
    prefix       text collate "C" not null,
    month        date not null check (extract(day from month) = 1),
    last         int not null check (last > 0),
    primary key (community_id, prefix, month)
);

create table engagement.survey (
    community_id   bigint not null references estate.community,
    id             bigint generated always as identity,
    number         text collate "C" not null,
    kind           text collate "C" not null check (kind in ('ANNUAL', 'HALF_YEAR', 'OPINION', 'SPECIAL')),
    title          text not null check (title <> ''),
    purpose        text check (purpose <> ''),
    from_on        date not null,
    to_on          date not null check (to_on >= from_on),
    -- which of the forms counts
    version        int not null check (version > 0),
    state          text collate "C" not null default 'DRAFT' check (state in ('DRAFT', 'OPEN', 'CLOSED', 'SUBMITTED', 'APPROVED', 'ARCHIVED')),
    -- how the households were drawn: the same again gives the same households
    drawn_by       text collate "C" check (drawn_by in ('BUILDING', 'AREA')),
    share          int check (share between 1 and 100),
    seed           int check (seed >= 0),
    findings       text check (findings <> ''),
    measures       text check (measures <> ''),
    made_at        timestamptz not null,
    made_by        bigint not null references access.staff,
    made_name      text not null,
    opened_at      timestamptz,
    opened_name    text,
    closed_at      timestamptz,
    closed_by      bigint references access.staff,
    closed_name    text,
    submitted_at   timestamptz,
    submitted_by   bigint references access.staff,
    submitted_name text,
    approved_at    timestamptz,
    approved_by    bigint references access.staff,
    approved_name  text,
    returned_why   text,
    archived_at    timestamptz,
    archived_by    bigint references access.staff,
    archived_name  text,
    primary key (community_id, id),
    unique (community_id, number),
    check (num_nonnulls(drawn_by, share, seed) in (0, 3)),
    check ((state = 'DRAFT') = (opened_at is null)),
    check (state in ('DRAFT', 'OPEN') or closed_at is not null),
    check (state not in ('SUBMITTED', 'APPROVED', 'ARCHIVED') or submitted_at is not null and findings is not null),
    check ((state in ('APPROVED', 'ARCHIVED')) = (approved_at is not null)),
    check ((state = 'ARCHIVED') = (archived_at is not null))
);
create index survey_by_kind on engagement.survey (community_id, kind, from_on desc);

-- The questions as they were saved, version after version.
create table engagement.survey_form (
    community_id bigint not null,
    survey_id    bigint not null,
    version      int not null check (version > 0),
    questions    jsonb not null check (jsonb_typeof(questions) = 'array'),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    primary key (community_id, survey_id, version),
    foreign key (community_id, survey_id) references engagement.survey
);

create table engagement.survey_household (
    community_id bigint not null,
    survey_id    bigint not null,
    room_id      bigint not null,
    building_id  bigint not null,
    -- the steward's area on the day of drawing
    area_id      bigint,
    -- who has it answers for this household, once
    token        text collate "C" not null check (length(token) = 32),
    primary key (community_id, survey_id, room_id),
    unique (community_id, token),
    foreign key (community_id, survey_id) references engagement.survey,
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, building_id) references estate.building,
    foreign key (community_id, area_id) references estate.steward_area
);

create table engagement.survey_return (
    community_id bigint not null,
    survey_id    bigint not null,
    room_id      bigint not null,
    via          text collate "C" not null check (via in ('LINK', 'PHONE', 'PAPER', 'VISIT')),
    at           timestamptz not null,
    made_by      bigint references access.staff,
    made_name    text,
    primary key (community_id, survey_id, room_id),
    foreign key (community_id, survey_id, room_id) references engagement.survey_household,
    check ((via = 'LINK') = (made_by is null)),
    check (num_nonnulls(made_by, made_name) in (0, 2))
);

create table engagement.survey_answer (
    community_id bigint not null,
    survey_id    bigint not null,
    room_id      bigint not null,
    question     int not null check (question > 0),
    id           bigint generated always as identity,
    choice       int check (choice > 0),
    score        int check (score between 1 and 5),
    text         text check (text <> ''),
    primary key (community_id, survey_id, room_id, question, id),
    unique (community_id, survey_id, room_id, question, choice),
    foreign key (community_id, survey_id, room_id) references engagement.survey_return,
    check (num_nonnulls(choice, score, text) = 1)
);
create index survey_answer_by_question on engagement.survey_answer (community_id, survey_id, question);

create table engagement.survey_action (
    community_id bigint not null,
    id           bigint generated always as identity,
    survey_id    bigint not null,
    question     int check (question > 0),
    problem      text not null check (problem <> ''),
    measure      text not null check (measure <> ''),
    owner_id     bigint not null references access.staff,
    owner_name   text not null,
    due_on       date not null,
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    outcome      text check (outcome <> ''),
    done_at      timestamptz,
    done_by      bigint references access.staff,
    done_name    text,
    primary key (community_id, id),
    foreign key (community_id, survey_id) references engagement.survey,
    check (num_nonnulls(outcome, done_at, done_by, done_name) in (0, 4))
);
create index survey_action_by_survey on engagement.survey_action (community_id, survey_id);
create index survey_action_of_owner on engagement.survey_action (community_id, owner_id) where done_at is null;

call root.community_table('engagement', 'number_series');
call root.frozen_table('engagement', 'survey', array['title', 'purpose', 'from_on', 'to_on', 'version', 'state', 'drawn_by', 'share', 'seed', 'findings', 'measures', 'opened_at', 'opened_name',
    'closed_at', 'closed_by', 'closed_name', 'submitted_at', 'submitted_by', 'submitted_name', 'approved_at', 'approved_by', 'approved_name', 'returned_why', 'archived_at', 'archived_by', 'archived_name']);
call root.append_only('engagement', 'survey_form');
call root.frozen_table('engagement', 'survey_household', array['token']);
grant delete on engagement.survey_household to ${appRole};
call root.append_only('engagement', 'survey_return');
call root.append_only('engagement', 'survey_answer');
call root.frozen_table('engagement', 'survey_action', array['outcome', 'done_at', 'done_by', 'done_name']);

create function engagement.refuse_archived() returns trigger language plpgsql as $$
begin
    raise exception 'survey % of community % is archived', old.number, old.community_id using errcode = 'restrict_violation';
end $$;
create trigger stays_archived before update on engagement.survey for each row when (old.state = 'ARCHIVED') execute function engagement.refuse_archived();

-- The households are drawn in the draft, answers come while it is open, measures are taken until it is archived.
create function engagement.refuse_out_of_state() returns trigger language plpgsql as $$
declare
    now_in text;
    of_survey bigint := case when tg_op = 'DELETE' then old.survey_id else new.survey_id end;
    of_community bigint := case when tg_op = 'DELETE' then old.community_id else new.community_id end;
begin
    select state into now_in from engagement.survey where community_id = of_community and id = of_survey for share;
    if now_in <> all (string_to_array(tg_argv[0], ',')) then
        raise exception 'survey % of community % is %', of_survey, of_community, now_in using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger in_draft before insert or update or delete on engagement.survey_household for each row execute function engagement.refuse_out_of_state('DRAFT');
create trigger while_open before insert on engagement.survey_return for each row execute function engagement.refuse_out_of_state('OPEN');
create trigger until_archived before insert or update on engagement.survey_action for each row execute function engagement.refuse_out_of_state('CLOSED,SUBMITTED,APPROVED');
