-- 预算与用款计划：各部门年末前报下一年、每月 25 日前报下一月；批了照办，实际从账上来，超了的写明为什么。
create table planning.budget (
    community_id   bigint not null references estate.community,
    id             bigint generated always as identity,
    number         text collate "C" not null,
    request_key    text collate "C" not null check (length(request_key) between 16 and 64),
    span           text collate "C" not null check (span in ('YEAR', 'MONTH')),
    begins_on      date not null check (extract(day from begins_on) = 1 and (span = 'MONTH' or extract(month from begins_on) = 1)),
    unit           text not null check (unit <> ''),
    note           text check (note <> ''),
    state          text collate "C" not null default 'DRAFT' check (state in ('DRAFT', 'WAITING', 'APPROVED', 'DISCARDED')),
    version        int not null default 0,
    answer         text,
    made_at        timestamptz not null,
    made_by        bigint not null references access.staff,
    made_name      text not null,
    submitted_at   timestamptz,
    approved_at    timestamptz,
    approved_name  text,
    primary key (community_id, id),
    unique (community_id, number),
    unique (community_id, request_key),
    check (state in ('DRAFT', 'DISCARDED') or submitted_at is not null),
    check ((state = 'APPROVED') = (approved_at is not null) and num_nonnulls(approved_at, approved_name) in (0, 2))
);
create unique index budget_once on planning.budget (community_id, span, begins_on, unit) where state <> 'DISCARDED';

create table planning.budget_line (
    community_id bigint not null,
    budget_id    bigint not null,
    position     int not null check (position > 0),
    -- an account of costs in the books, which the actual figures come from
    account_code text collate "C" not null check (account_code ~ '^(5|6[4-7])'),
    item         text not null check (item <> ''),
    amount       numeric(14,2) not null check (amount > 0),
    note         text check (note <> ''),
    primary key (community_id, budget_id, position),
    foreign key (community_id, budget_id) references planning.budget
);

-- Why more or less was spent than was planned; the last one counts.
create table planning.budget_remark (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    span         text collate "C" not null check (span in ('YEAR', 'MONTH')),
    begins_on    date not null,
    account_code text collate "C" not null,
    text         text not null check (text <> ''),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    primary key (community_id, id)
);
create index budget_remark_by_account on planning.budget_remark (community_id, span, begins_on, account_code, id desc);

call root.frozen_table('planning', 'budget', array['note', 'state', 'version', 'answer', 'submitted_at', 'approved_at', 'approved_name']);
call root.append_only('planning', 'budget_remark');
call root.community_table('planning', 'budget_line');

-- Figures that others have decided on stand.
create function planning.refuse_changed_budget() returns trigger language plpgsql as $$
begin
    if (select state from planning.budget b where b.community_id = coalesce(new.community_id, old.community_id) and b.id = coalesce(new.budget_id, old.budget_id)) <> 'DRAFT' then
        raise exception 'planning.budget_line: only a draft is changed';
    end if;
    return coalesce(new, old);
end $$;
create trigger draft_only before insert or update or delete on planning.budget_line for each row execute function planning.refuse_changed_budget();
