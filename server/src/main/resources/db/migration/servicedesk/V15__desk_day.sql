-- 早上安排昨日未完，下班前登完今天的任务单；主管审阅、前台质检；同一处老出毛病的查根。

-- What is arranged for a ticket of yesterday, or why an order of today is not entered yet; the last word counts.
create table servicedesk.desk_day_line (
    community_id bigint not null,
    id           bigint generated always as identity,
    day          date not null,
    part         text collate "C" not null check (part in ('MORNING', 'EVENING')),
    ticket_id    bigint not null,
    order_id     bigint,
    text         text not null check (text <> ''),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    primary key (community_id, id),
    foreign key (community_id, ticket_id) references servicedesk.ticket,
    foreign key (community_id, order_id) references servicedesk.work_order,
    check ((part = 'EVENING') = (order_id is not null))
);
create index desk_day_line_by_day on servicedesk.desk_day_line (community_id, day, part);

create table servicedesk.desk_day (
    community_id bigint not null references estate.community,
    day          date not null,
    part         text collate "C" not null check (part in ('MORNING', 'EVENING')),
    items        int not null check (items >= 0),
    named        int not null check (named between 0 and items),
    closed_at    timestamptz not null,
    closed_by    bigint not null references access.staff,
    closed_name  text not null,
    primary key (community_id, day, part)
);

create table servicedesk.ticket_review (
    community_id bigint not null,
    id           bigint generated always as identity,
    ticket_id    bigint not null,
    remark       text not null check (remark <> ''),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    primary key (community_id, id),
    foreign key (community_id, ticket_id) references servicedesk.ticket
);
create index ticket_review_by_ticket on servicedesk.ticket_review (community_id, ticket_id);

-- 受理质检: the desk's own work, looked at by somebody else.
create table servicedesk.desk_check (
    community_id  bigint not null,
    id            bigint generated always as identity,
    number        text collate "C" not null,
    staff_id      bigint not null references access.staff,
    ticket_id     bigint,
    checked_at    timestamptz not null,
    checked_by    bigint not null references access.staff,
    checked_name  text not null,
    score         int not null check (score between 0 and 100),
    finding       text not null check (finding <> ''),
    remedy        text check (remedy <> ''),
    due_on        date,
    outcome       text check (outcome <> ''),
    followed_at   timestamptz,
    followed_name text,
    primary key (community_id, id),
    unique (community_id, number),
    foreign key (community_id, ticket_id) references servicedesk.ticket,
    check (staff_id <> checked_by),
    check (num_nonnulls(remedy, due_on) in (0, 2)),
    check (num_nonnulls(outcome, followed_at, followed_name) in (0, 3)),
    check (followed_at is null or remedy is not null)
);

-- Every fault where it was and what it was, to see the third of the same within ninety days.
create table servicedesk.fault (
    community_id bigint not null,
    ticket_id    bigint not null,
    place_key    text collate "C" not null,
    fault        text collate "C" not null,
    happened_at  timestamptz not null,
    primary key (community_id, ticket_id),
    foreign key (community_id, ticket_id) references servicedesk.ticket
);
create index fault_by_place on servicedesk.fault (community_id, place_key, fault, happened_at);
-- Held while faults of one place are counted: two taken in at once see each other.
create table servicedesk.fault_watch (
    community_id bigint not null references estate.community,
    place_key    text collate "C" not null,
    fault        text collate "C" not null,
    last_at      timestamptz not null,
    primary key (community_id, place_key, fault)
);
create table servicedesk.root_cause_task (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    number       text collate "C" not null,
    place_key    text collate "C" not null,
    fault        text collate "C" not null,
    ticket_id    bigint not null,
    faults       int not null check (faults >= 3),
    opened_at    timestamptz not null,
    owner_id     bigint references access.staff,
    due_on       date not null,
    cause        text check (cause <> ''),
    outcome      text check (outcome <> ''),
    ended_at     timestamptz,
    ended_name   text,
    primary key (community_id, id),
    unique (community_id, number),
    foreign key (community_id, ticket_id) references servicedesk.ticket,
    check (num_nonnulls(cause, outcome, ended_at, ended_name) in (0, 4))
);
create unique index root_cause_open on servicedesk.root_cause_task (community_id, place_key, fault) where ended_at is null;

call root.append_only('servicedesk', 'desk_day_line');
call root.append_only('servicedesk', 'desk_day');
call root.append_only('servicedesk', 'ticket_review');
call root.frozen_table('servicedesk', 'desk_check', array['outcome', 'followed_at', 'followed_name']);
call root.append_only('servicedesk', 'fault');
call root.community_table('servicedesk', 'fault_watch');
call root.frozen_table('servicedesk', 'root_cause_task', array['owner_id', 'due_on', 'cause', 'outcome', 'ended_at', 'ended_name']);
