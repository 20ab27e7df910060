-- 办完以后：回访任务、每周一报批的回访单、每月的回访质量报告、维修凭证的移交。

-- The steward calls as soon as the service is done, the desk within a week of the voucher: two calls, by two people.
alter table servicedesk.callback add stage text collate "C" not null default 'WEEK' check (stage in ('INSTANT', 'WEEK'));
create index ticket_done on servicedesk.ticket (community_id, done_at) where done_at is not null;

-- Monday's batch: the callbacks of a whole week, for the supervisor.
create table servicedesk.callback_batch (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    number       text collate "C" not null,
    week_from    date not null check (extract(isodow from week_from) = 1),
    week_to      date not null check (week_to = week_from + 6),
    state        text collate "C" not null default 'WAITING' check (state in ('WAITING', 'APPROVED', 'RETURNED')),
    made_at      timestamptz not null,
    made_name    text not null,
    decided_at   timestamptz,
    decided_name text,
    remark       text check (remark <> ''),
    primary key (community_id, id),
    unique (community_id, number),
    unique (community_id, week_from),
    check ((state = 'WAITING') = (decided_at is null)),
    check (num_nonnulls(decided_at, decided_name) in (0, 2)),
    check (state <> 'RETURNED' or remark is not null)
);
create table servicedesk.callback_batch_line (
    community_id bigint not null,
    batch_id     bigint not null,
    callback_id  bigint not null,
    primary key (community_id, batch_id, callback_id),
    unique (community_id, callback_id),
    foreign key (community_id, batch_id) references servicedesk.callback_batch,
    foreign key (community_id, callback_id) references servicedesk.callback
);

-- What the callbacks of a month said, handed to the director, who has read it.
create table servicedesk.callback_report (
    community_id bigint not null references estate.community,
    month        date not null check (extract(day from month) = 1),
    summary      text not null check (summary <> ''),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    read_at      timestamptz,
    read_by      bigint references access.staff,
    read_name    text,
    remark       text check (remark <> ''),
    primary key (community_id, month),
    check (num_nonnulls(read_at, read_by, read_name) in (0, 3)),
    check (read_by <> made_by)
);

-- 移交清单: vouchers of households go to the steward of the area, those of public repairs stay, by month.
create table servicedesk.voucher_handover (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    number       text collate "C" not null,
    month        date not null check (extract(day from month) = 1),
    is_public    boolean not null,
    area_id      bigint,
    area_name    text,
    steward_id   bigint references access.staff,
    given_at     timestamptz not null,
    given_by     bigint not null references access.staff,
    given_name   text not null,
    taken_at     timestamptz,
    taken_by     bigint references access.staff,
    taken_name   text,
    primary key (community_id, id),
    unique (community_id, number),
    foreign key (community_id, area_id) references estate.steward_area,
    check (num_nonnulls(taken_at, taken_by, taken_name) in (0, 3)),
    check (taken_by <> given_by),
    check (not is_public or area_id is null and taken_at is null)
);
create table servicedesk.voucher_handover_line (
    community_id bigint not null,
    handover_id  bigint not null,
    order_id     bigint not null,
    primary key (community_id, handover_id, order_id),
    unique (community_id, order_id),
    foreign key (community_id, handover_id) references servicedesk.voucher_handover,
    foreign key (community_id, order_id) references servicedesk.work_order
);

call root.frozen_table('servicedesk', 'callback_batch', array['state', 'decided_at', 'decided_name', 'remark']);
call root.append_only('servicedesk', 'callback_batch_line');
call root.frozen_table('servicedesk', 'callback_report', array['read_at', 'read_by', 'read_name', 'remark']);
call root.frozen_table('servicedesk', 'voucher_handover', array['taken_at', 'taken_by', 'taken_name']);
call root.append_only('servicedesk', 'voucher_handover_line');
