-- 投诉卷宗：交到谁手上、一级一级往上报、查明的原因和责任、重大投诉各部门的答复、调解、意见书、归档。

-- What a complaint is about, why, and whose it is. Without rows of its own a community has the program's list.
create table servicedesk.complaint_code (
    community_id bigint not null references estate.community,
    kind         text collate "C" not null check (kind in ('ITEM', 'CAUSE', 'DEPARTMENT')),
    code         text collate "C" not null check (code ~ '^[A-Z0-9_]{1,20}$'),
    label        text not null check (label <> ''),
    position     int not null,
    is_active    boolean not null,
    primary key (community_id, kind, code)
);

create table servicedesk.complaint (
    community_id     bigint not null,
    id               bigint generated always as identity,
    ticket_id        bigint not null,
    number           text collate "C" not null,
    level            text collate "C" not null check (level in ('STEWARD', 'SUPERVISOR', 'DIRECTOR')),
    handler_id       bigint references access.staff,
    item             text collate "C",
    cause            text collate "C",
    department       text collate "C",
    analysis         text check (analysis <> ''),
    measure          text check (measure <> ''),
    is_difficult     boolean not null default false,
    major_number     text collate "C",
    major_why        text check (major_why <> ''),
    major_at         timestamptz,
    major_name       text,
    feedback_at      timestamptz,
    opinion_remark   text check (opinion_remark <> ''),
    opinion_at       timestamptz,
    opinion_by       bigint references access.staff,
    opinion_name     text,
    archived_at      timestamptz,
    archived_name    text,
    primary key (community_id, id),
    unique (community_id, ticket_id),
    unique (community_id, number),
    unique (community_id, major_number),
    foreign key (community_id, ticket_id) references servicedesk.ticket,
    check (num_nonnulls(major_number, major_why, major_at, major_name) in (0, 4)),
    check (num_nonnulls(opinion_remark, opinion_at, opinion_by, opinion_name) in (0, 4)),
    check (num_nonnulls(archived_at, archived_name) in (0, 2)),
    check (archived_at is null or num_nonnulls(item, cause, department, measure) = 4)
);

-- Every time it came into other hands: at first to the steward or the supervisor, then one level up at a time.
create table servicedesk.complaint_step (
    community_id  bigint not null,
    id            bigint generated always as identity,
    complaint_id  bigint not null,
    from_level    text collate "C" check (from_level in ('STEWARD', 'SUPERVISOR')),
    to_level      text collate "C" not null check (to_level in ('STEWARD', 'SUPERVISOR', 'DIRECTOR')),
    to_id         bigint references access.staff,
    why           text not null check (why <> ''),
    made_at       timestamptz not null,
    made_by       bigint not null references access.staff,
    made_name     text not null,
    received_at   timestamptz,
    received_by   bigint references access.staff,
    received_name text,
    primary key (community_id, id),
    foreign key (community_id, complaint_id) references servicedesk.complaint,
    check (num_nonnulls(received_at, received_by, received_name) in (0, 3)),
    check (from_level is null or (from_level, to_level) in (('STEWARD', 'SUPERVISOR'), ('SUPERVISOR', 'DIRECTOR')))
);
create index complaint_step_by_complaint on servicedesk.complaint_step (community_id, complaint_id, id);

-- What a department has to do about it, and what it answered.
create table servicedesk.complaint_part (
    community_id  bigint not null,
    id            bigint generated always as identity,
    complaint_id  bigint not null,
    department    text collate "C" not null,
    task          text not null check (task <> ''),
    due_on        date not null,
    asked_at      timestamptz not null,
    asked_by      bigint not null references access.staff,
    asked_name    text not null,
    answer        text check (answer <> ''),
    answered_at   timestamptz,
    answered_name text,
    primary key (community_id, id),
    foreign key (community_id, complaint_id) references servicedesk.complaint,
    check (num_nonnulls(answer, answered_at, answered_name) in (0, 3))
);
create index complaint_part_by_complaint on servicedesk.complaint_part (community_id, complaint_id);

create table servicedesk.mediation (
    community_id  bigint not null,
    id            bigint generated always as identity,
    complaint_id  bigint not null,
    held_at       timestamptz not null,
    place         text not null check (place <> ''),
    one_party     text not null check (one_party <> ''),
    other_party   text not null check (other_party <> ''),
    course        text not null check (course <> ''),
    result        text not null check (result <> ''),
    is_agreed     boolean not null,
    made_at       timestamptz not null,
    made_by       bigint not null references access.staff,
    made_name     text not null,
    one_signed    text check (one_signed <> ''),
    other_signed  text check (other_signed <> ''),
    attachment_id bigint,
    signed_at     timestamptz,
    primary key (community_id, id),
    foreign key (community_id, complaint_id) references servicedesk.complaint,
    foreign key (community_id, attachment_id) references attachment.file,
    check (num_nonnulls(one_signed, other_signed, attachment_id, signed_at) in (0, 4)),
    check (held_at <= made_at)
);
create index mediation_by_complaint on servicedesk.mediation (community_id, complaint_id);

call root.community_table('servicedesk', 'complaint_code');
call root.frozen_table('servicedesk', 'complaint', array['level', 'handler_id', 'item', 'cause', 'department', 'analysis', 'measure', 'is_difficult', 'major_number',
    'major_why', 'major_at', 'major_name', 'feedback_at', 'opinion_remark', 'opinion_at', 'opinion_by', 'opinion_name', 'archived_at', 'archived_name']);
call root.frozen_table('servicedesk', 'complaint_step', array['received_at', 'received_by', 'received_name']);
call root.frozen_table('servicedesk', 'complaint_part', array['answer', 'answered_at', 'answered_name']);
call root.frozen_table('servicedesk', 'mediation', array['one_signed', 'other_signed', 'attachment_id', 'signed_at']);

-- Complaints that were taken in before there were files.
with filed as (
    insert into servicedesk.complaint (community_id, ticket_id, number, level, handler_id)
    select community_id, id, 'JZ-' || to_char(opened_at at time zone 'Asia/Shanghai', 'YYYYMM') || '-' || to_char(
               row_number() over (partition by community_id, to_char(opened_at at time zone 'Asia/Shanghai', 'YYYYMM') order by id), 'FM0000'),
           case when owner_id is null then 'SUPERVISOR' else 'STEWARD' end, owner_id
      from servicedesk.ticket where kind in ('COMPLAINT', 'DISPUTE', 'NEGATIVE')
    returning community_id, ticket_id, number)
insert into servicedesk.number_series (community_id, prefix, month, last)
select community_id, 'JZ', to_date(substr(number, 4, 6), 'YYYYMM'), count(*) from filed group by 1, 2, 3;
insert into servicedesk.complaint_step (community_id, complaint_id, to_level, to_id, why, made_at, made_by, made_name)
select c.community_id, c.id, c.level, c.handler_id, '登记', t.opened_at, t.opened_by, t.opened_name
  from servicedesk.complaint c join servicedesk.ticket t on t.community_id = c.community_id and t.id = c.ticket_id;
