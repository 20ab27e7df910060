-- 计划与总结：各级各期一份，逐项有人、有期限、有标准；报上去以后字句不改，期末逐项对照。
create schema planning;

create table planning.number_series (
    community_id bigint not null references estate.community,
    prefix       text collate "C" not null,
    month        date not null check (extract(day from month) = 1),
    last         int not null check (last > 0),
    primary key (community_id, prefix, month)
);

create table planning.plan (
    community_id  bigint not null references estate.community,
    id            bigint generated always as identity,
    number        text collate "C" not null,
    level         text collate "C" not null check (level in ('OFFICE', 'DEPARTMENT', 'PERSON')),
    span          text collate "C" not null check (span in ('YEAR', 'QUARTER', 'MONTH', 'WEEK', 'DAY')),
    begins_on     date not null,
    ends_on       date not null check (ends_on >= begins_on),
    -- the department's name, the person's name; the office has one
    unit          text not null check (unit <> ''),
    aim           text check (aim <> ''),
    staff_id      bigint not null references access.staff,
    staff_name    text not null,
    state         text collate "C" not null default 'DRAFT' check (state in ('DRAFT', 'WAITING', 'APPROVED', 'SUMMING', 'SUMMED')),
    -- grows with every change of the draft, so that two who change it see each other
    version       int not null default 1 check (version > 0),
    made_at       timestamptz not null,
    submitted_at  timestamptz,
    approved_at   timestamptz,
    approved_name text,
    -- what the superior wrote when he sent it back
    answer        text check (answer <> ''),
    summary       text check (summary <> ''),
    summed_at     timestamptz,
    closed_at     timestamptz,
    closed_name   text,
    primary key (community_id, id),
    unique (community_id, number),
    check ((state = 'DRAFT') = (submitted_at is null)),
    check ((state in ('DRAFT', 'WAITING')) = (approved_at is null)),
    check (num_nonnulls(approved_at, approved_name) in (0, 2)),
    check ((state in ('SUMMING', 'SUMMED')) = (summed_at is not null)),
    check ((state = 'SUMMED') = (closed_at is not null)),
    check (num_nonnulls(closed_at, closed_name) in (0, 2))
);
-- One plan of a period: the office's, a department's, a person's.
create unique index one_plan_of_a_unit on planning.plan (community_id, level, unit, span, begins_on) where level <> 'PERSON';
create unique index one_plan_of_a_person on planning.plan (community_id, staff_id, span, begins_on) where level = 'PERSON';
create index plan_by_day on planning.plan (community_id, begins_on);

create table planning.plan_item (
    community_id    bigint not null,
    id              bigint generated always as identity,
    plan_id         bigint not null,
    position        int not null check (position > 0),
    text            text not null check (text <> ''),
    staff_id        bigint not null references access.staff,
    staff_name      text not null,
    due_on          date not null,
    measure         text check (measure <> ''),
    -- what it goes back to: an item of the year's plan, or one that the period before left open
    from_item_id    bigint,
    percent         int not null default 0 check (percent between 0 and 100),
    progress_note   text check (progress_note <> ''),
    progressed_at   timestamptz,
    progressed_name text,
    outcome         text collate "C" check (outcome in ('DONE', 'PARTLY', 'NOT')),
    why             text check (why <> ''),
    is_carried      boolean not null default false,
    primary key (community_id, id),
    foreign key (community_id, plan_id) references planning.plan,
    foreign key (community_id, from_item_id) references planning.plan_item,
    check (num_nonnulls(progressed_at, progressed_name) in (0, 2)),
    check (outcome is null or outcome = 'DONE' or why is not null),
    check (not is_carried or outcome in ('PARTLY', 'NOT'))
);
create index plan_item_by_plan on planning.plan_item (community_id, plan_id, position);
create index plan_item_of_staff on planning.plan_item (community_id, staff_id, due_on);

call root.community_table('planning', 'number_series');
call root.frozen_table('planning', 'plan', array['aim', 'state', 'version', 'submitted_at', 'approved_at', 'approved_name', 'answer', 'summary', 'summed_at', 'closed_at', 'closed_name']);
call root.frozen_table('planning', 'plan_item', array['percent', 'progress_note', 'progressed_at', 'progressed_name', 'outcome', 'why', 'is_carried']);
grant delete on planning.plan, planning.plan_item to ${appRole};

create function planning.refuse_after_draft() returns trigger language plpgsql as $$
begin
    raise exception 'plan % of community % has been submitted', old.number, old.community_id using errcode = 'restrict_violation';
end $$;
create trigger only_drafts before delete on planning.plan for each row when (old.state <> 'DRAFT') execute function planning.refuse_after_draft();

-- Items are written and thrown away only in a draft.
create function planning.refuse_item_after_draft() returns trigger language plpgsql as $$
declare
    item planning.plan_item := case when tg_op = 'INSERT' then new else old end;
begin
    if exists (select from planning.plan p where p.community_id = item.community_id and p.id = item.plan_id and p.state <> 'DRAFT') then
        raise exception 'the plan of item % of community % has been submitted', item.id, item.community_id using errcode = 'restrict_violation';
    end if;
    return item;
end $$;
create trigger only_drafts before insert or delete on planning.plan_item for each row execute function planning.refuse_item_after_draft();
