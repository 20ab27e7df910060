-- 办理：谁会什么、哪天谁当班、派不出去时两头的时间、为办事看了谁的电话。

-- What somebody can do. The workforce module takes skills and turns over one day.
create table servicedesk.skill (
    community_id bigint not null references estate.community,
    staff_id     bigint not null references access.staff,
    trade        text collate "C" not null,
    primary key (community_id, staff_id, trade)
);

-- Who is on which day, from when to when; a night turn ends on the next day.
create table servicedesk.turn (
    community_id bigint not null references estate.community,
    staff_id     bigint not null references access.staff,
    day          date not null,
    shift        text collate "C" not null check (shift in ('EARLY', 'DAY', 'LATE', 'NIGHT')),
    from_at      timestamptz not null,
    to_at        timestamptz not null check (to_at > from_at),
    primary key (community_id, staff_id, day)
);
create index turn_by_time on servicedesk.turn (community_id, from_at, to_at);

-- He cannot come: when the desk heard of it, and when the household heard from the desk.
create table servicedesk.busy_call (
    community_id  bigint not null,
    id            bigint generated always as identity,
    ticket_id     bigint not null,
    order_id      bigint,
    technician_id bigint not null references access.staff,
    reason        text not null check (reason <> ''),
    asked_at      timestamptz not null,
    asked_by      bigint not null references access.staff,
    asked_name    text not null,
    told_at       timestamptz check (told_at >= asked_at),
    told_by       bigint references access.staff,
    told_name     text,
    told          text check (told <> ''),
    primary key (community_id, id),
    foreign key (community_id, ticket_id) references servicedesk.ticket,
    foreign key (community_id, order_id) references servicedesk.work_order,
    check (num_nonnulls(told_at, told_by, told_name, told) in (0, 4))
);
create index busy_call_by_ticket on servicedesk.busy_call (community_id, ticket_id);
create index busy_call_open on servicedesk.busy_call (community_id, asked_at) where told_at is null;

-- Every clear number that somebody saw in order to call the household.
create table servicedesk.phone_look (
    community_id bigint not null,
    id           bigint generated always as identity,
    order_id     bigint not null,
    purpose      text not null check (purpose <> ''),
    seen_at      timestamptz not null,
    seen_by      bigint not null references access.staff,
    seen_name    text not null,
    primary key (community_id, id),
    foreign key (community_id, order_id) references servicedesk.work_order
);
create index phone_look_by_order on servicedesk.phone_look (community_id, order_id);

alter table servicedesk.work_order add column trade text collate "C";

call root.community_table('servicedesk', 'skill');
call root.community_table('servicedesk', 'turn');
call root.frozen_table('servicedesk', 'busy_call', array['told_at', 'told_by', 'told_name', 'told']);
call root.append_only('servicedesk', 'phone_look');
