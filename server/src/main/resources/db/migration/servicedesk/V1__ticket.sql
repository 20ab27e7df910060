-- 服务台：登记本、工单、派工、暂停、回访，和算时限用的工作日历。
create schema servicedesk;

-- Days that differ from the rule of the week: a holiday on a weekday, or a Saturday worked in exchange for one.
create table servicedesk.special_day (
    community_id bigint not null references estate.community,
    day          date not null,
    is_worked    boolean not null,
    name         text not null check (name <> ''),
    primary key (community_id, day)
);

-- How long what may take. Without rows of its own a community has the program's list.
create table servicedesk.time_limit (
    community_id   bigint not null references estate.community,
    kind           text collate "C" not null,
    urgency        text collate "C" not null,
    accept_minutes int not null check (accept_minutes between 1 and 100000),
    finish_minutes int not null check (finish_minutes between 1 and 1000000),
    day_and_night  boolean not null,
    primary key (community_id, kind, urgency),
    check (accept_minutes <= finish_minutes)
);

-- Numbers without gaps: drawn in the transaction that writes the row.
create table servicedesk.number_series (
    community_id bigint not null references estate.community,
    prefix       text collate "C" not null,
    month        date not null check (extract(day from month) = 1),
    last         int not null check (last > 0),
    primary key (community_id, prefix, month)
);

create table servicedesk.ticket (
    community_id   bigint not null references estate.community,
    id             bigint generated always as identity,
    number         text collate "C" not null,
    kind           text collate "C" not null check (kind in
        ('REPAIR', 'COMPLAINT', 'ENQUIRY', 'SUGGESTION', 'ERRAND', 'PAID_SERVICE', 'DISPUTE', 'PRAISE', 'NEGATIVE')),
    source         text collate "C" not null check (source in ('PHONE', 'COUNTER', 'LETTER', 'STEWARD', 'ROUND', 'APP', 'QUALITY')),
    urgency        text collate "C" not null check (urgency in ('URGENT', 'NORMAL', 'PLANNED')),
    room_id        bigint,
    common_area_id bigint,
    place          text check (place <> ''),
    title          text not null check (title <> ''),
    detail         text,
    reporter       text check (reporter <> ''),
    phone          text check (phone <> ''),
    wished_from    timestamptz,
    wished_to      timestamptz check (wished_to >= wished_from),
    promised_at    timestamptz,
    read_back_at   timestamptz,
    owner_id       bigint references access.staff,
    state          text collate "C" not null default 'OPEN' check (state in ('OPEN', 'WORKING', 'PAUSED', 'DONE', 'CLOSED', 'CANCELLED')),
    accept_due_at  timestamptz not null,
    due_at         timestamptz not null,
    paused_at      timestamptz,
    opened_at      timestamptz not null,
    opened_by      bigint not null references access.staff,
    opened_name    text not null,
    accepted_at    timestamptz,
    done_at        timestamptz,
    closed_at      timestamptz,
    responsibility text collate "C" check (responsibility in ('OURS', 'BUILDER', 'UTILITY', 'AUTHORITY', 'OWNER', 'NEIGHBOUR')),
    conclusion     text check (conclusion <> ''),
    reopened       int not null default 0 check (reopened >= 0),
    primary key (community_id, id),
    unique (community_id, number),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, common_area_id) references estate.common_area,
    check (num_nonnulls(room_id, common_area_id, place) = 1),
    -- Who wants somebody to come must be found again: name, phone and when.
    check (source not in ('PHONE', 'COUNTER', 'LETTER', 'APP') or room_id is null or reporter is not null and phone is not null),
    check ((state = 'PAUSED') = (paused_at is not null)),
    check ((state in ('DONE', 'CLOSED')) <= (done_at is not null)),
    check ((state in ('CLOSED', 'CANCELLED')) = (closed_at is not null)),
    check (closed_at is null or conclusion is not null)
);
create index ticket_open on servicedesk.ticket (community_id, due_at) where closed_at is null;
create index ticket_by_room on servicedesk.ticket (community_id, room_id, opened_at desc);
create index ticket_by_time on servicedesk.ticket (community_id, opened_at desc);
create index ticket_by_owner on servicedesk.ticket (community_id, owner_id) where closed_at is null;

-- All that happened to a ticket, in order. An internal line never leaves the office.
create table servicedesk.ticket_event (
    community_id bigint not null,
    id           bigint generated always as identity,
    ticket_id    bigint not null,
    kind         text collate "C" not null check (kind <> ''),
    text         text not null check (text <> ''),
    is_internal  boolean not null,
    order_id     bigint,
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    primary key (community_id, id),
    foreign key (community_id, ticket_id) references servicedesk.ticket
);
create index ticket_event_by_ticket on servicedesk.ticket_event (community_id, ticket_id, id);

-- 登记本: everything that was said to the office, also when nothing follows from it.
create table servicedesk.contact (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    source       text collate "C" not null check (source in ('PHONE', 'COUNTER', 'LETTER', 'STEWARD', 'ROUND', 'APP', 'QUALITY')),
    kind         text collate "C" not null,
    room_id      bigint,
    caller       text check (caller <> ''),
    phone        text check (phone <> ''),
    said         text not null check (said <> ''),
    answer       text check (answer <> ''),
    ring_seconds int check (ring_seconds between 0 and 600),
    introduced   boolean not null,
    ticket_id    bigint,
    received_at  timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, ticket_id) references servicedesk.ticket,
    check (ticket_id is not null or answer is not null),
    check (received_at <= made_at)
);
create index contact_by_time on servicedesk.contact (community_id, received_at desc);
create index contact_by_room on servicedesk.contact (community_id, room_id, received_at desc);
create index contact_by_ticket on servicedesk.contact (community_id, ticket_id);

-- 维修任务单: one person sent to do one thing.
create table servicedesk.work_order (
    community_id  bigint not null,
    id            bigint generated always as identity,
    number        text collate "C" not null,
    ticket_id     bigint not null,
    technician_id bigint not null references access.staff,
    -- The ticket had been reopened so many times when somebody was sent.
    round         int not null,
    state         text collate "C" not null default 'DISPATCHED'
        check (state in ('DISPATCHED', 'ACCEPTED', 'ON_WAY', 'WORKING', 'PAUSED', 'FINISHED', 'RETURNED', 'CANCELLED')),
    task          text not null check (task <> ''),
    arrive_by     timestamptz,
    dispatched_at timestamptz not null,
    dispatched_by bigint not null references access.staff,
    dispatched_name text not null,
    accepted_at   timestamptz,
    on_way_at     timestamptz,
    started_at    timestamptz,
    paused_at     timestamptz,
    finished_at   timestamptz,
    ended_at      timestamptz,
    result        text check (result <> ''),
    voucher       text collate "C" check (voucher <> ''),
    voucher_at    timestamptz,
    voucher_by    text,
    primary key (community_id, id),
    unique (community_id, number),
    unique (community_id, voucher),
    foreign key (community_id, ticket_id) references servicedesk.ticket,
    check ((state = 'PAUSED') = (paused_at is not null)),
    check ((state = 'FINISHED') = (finished_at is not null)),
    check ((state in ('FINISHED', 'RETURNED', 'CANCELLED')) = (ended_at is not null)),
    check (ended_at is null or result is not null),
    check (num_nonnulls(voucher, voucher_at, voucher_by) in (0, 3)),
    check (voucher is null or state = 'FINISHED')
);
-- Nobody is sent twice for the same thing at the same time.
create unique index work_order_under_way on servicedesk.work_order (community_id, ticket_id, technician_id) where ended_at is null;
create index work_order_by_ticket on servicedesk.work_order (community_id, ticket_id);
create index work_order_by_technician on servicedesk.work_order (community_id, technician_id, dispatched_at desc);
create index work_order_open on servicedesk.work_order (community_id, dispatched_at) where ended_at is null;

-- Why the clock stood still, from when to when.
create table servicedesk.work_pause (
    community_id bigint not null,
    id           bigint generated always as identity,
    order_id     bigint not null,
    reason       text collate "C" not null check (reason in ('OWNER', 'PART', 'WEATHER', 'OTHER')),
    note         text check (note <> ''),
    from_at      timestamptz not null,
    to_at        timestamptz check (to_at >= from_at),
    primary key (community_id, id),
    foreign key (community_id, order_id) references servicedesk.work_order,
    check (reason <> 'OTHER' or note is not null)
);
create unique index work_pause_open on servicedesk.work_pause (community_id, order_id) where to_at is null;

create table servicedesk.callback (
    community_id bigint not null,
    id           bigint generated always as identity,
    ticket_id    bigint not null,
    way          text collate "C" not null check (way in ('PHONE', 'VISIT', 'MESSAGE')),
    outcome      text collate "C" not null check (outcome in ('SATISFIED', 'FAIR', 'DISSATISFIED', 'UNREACHED')),
    opinion      text check (opinion <> ''),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    primary key (community_id, id),
    foreign key (community_id, ticket_id) references servicedesk.ticket,
    check (outcome <> 'DISSATISFIED' or opinion is not null)
);
create index callback_by_ticket on servicedesk.callback (community_id, ticket_id);
create index callback_by_time on servicedesk.callback (community_id, made_at desc);

call root.community_table('servicedesk', 'special_day');
call root.community_table('servicedesk', 'time_limit');
call root.community_table('servicedesk', 'number_series');
call root.frozen_table('servicedesk', 'ticket', array['kind', 'urgency', 'room_id', 'common_area_id', 'place', 'title', 'detail', 'reporter', 'phone', 'wished_from',
    'wished_to', 'promised_at', 'read_back_at', 'owner_id', 'state', 'accept_due_at', 'due_at', 'paused_at', 'accepted_at', 'done_at', 'closed_at', 'responsibility',
    'conclusion', 'reopened']);
call root.append_only('servicedesk', 'ticket_event');
call root.append_only('servicedesk', 'contact');
call root.frozen_table('servicedesk', 'work_order', array['state', 'arrive_by', 'accepted_at', 'on_way_at', 'started_at', 'paused_at', 'finished_at', 'ended_at',
    'result', 'voucher', 'voucher_at', 'voucher_by']);
call root.frozen_table('servicedesk', 'work_pause', array['to_at']);
call root.append_only('servicedesk', 'callback');
