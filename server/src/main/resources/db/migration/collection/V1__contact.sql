-- 催缴：联系记录、拒缴上报、承诺与分期、待办。
create schema collection;

-- Why people say no; while a community has no rows of its own, the program's list counts. Contacts keep the words, not the row.
create table collection.refusal_reason (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    position     int not null,
    name         text not null check (name <> ''),
    advice       text not null,
    primary key (community_id, id),
    unique (community_id, name)
);

-- One contact with a household about its debt. Photos and recordings are attachments of 'contact:<id>'.
create table collection.contact (
    community_id   bigint not null,
    id             bigint generated always as identity,
    room_id        bigint not null,
    person         text not null,
    way            text collate "C" not null check (way in ('PHONE', 'VISIT', 'MESSAGE', 'LETTER')),
    outcome        text collate "C" not null check (outcome in ('PROMISED', 'REFUSED', 'UNREACHED', 'HARDSHIP', 'DISPUTED', 'NOTED')),
    answer         text not null check (answer <> ''),
    refusal_reason text,
    overdue        numeric(14,2) not null,
    contacted_at   timestamptz not null,
    made_by        bigint not null,
    made_name      text not null,
    made_at        timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, room_id) references estate.room,
    check ((outcome = 'REFUSED') = (refusal_reason is not null))
);
create index contact_by_room on collection.contact (community_id, room_id, contacted_at);

-- A refusal as it was reported upwards, and the answer to it.
create table collection.refusal_report (
    community_id    bigint not null,
    contact_id      bigint not null,
    acknowledged_by text,
    acknowledged_at timestamptz,
    instruction     text,
    primary key (community_id, contact_id),
    foreign key (community_id, contact_id) references collection.contact,
    check ((acknowledged_at is null) = (instruction is null))
);

-- What a household has promised to pay of what was overdue on that day (bills due up to made_on).
create table collection.promise (
    community_id   bigint not null,
    id             bigint generated always as identity,
    room_id        bigint not null,
    contact_id     bigint not null,
    made_on        date not null,
    settled_before numeric(14,2) not null,
    state          text collate "C" not null default 'OPEN' check (state in ('OPEN', 'KEPT', 'BROKEN', 'WITHDRAWN')),
    ended_on       date,
    end_note       text,
    made_by        bigint not null,
    primary key (community_id, id),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, contact_id) references collection.contact,
    check ((state = 'OPEN') = (ended_on is null))
);
create unique index one_open_promise on collection.promise (community_id, room_id) where state = 'OPEN';

create table collection.instalment (
    community_id bigint not null,
    promise_id   bigint not null,
    number       int not null,
    due_on       date not null,
    amount       numeric(14,2) not null check (amount > 0),
    state        text collate "C" not null default 'OPEN' check (state in ('OPEN', 'KEPT', 'BROKEN', 'LAPSED')),
    primary key (community_id, promise_id, number),
    unique (community_id, promise_id, due_on),
    foreign key (community_id, promise_id) references collection.promise
);

-- Work for a person; done by the contact that was recorded for it.
create table collection.task (
    community_id bigint not null,
    id           bigint generated always as identity,
    kind         text collate "C" not null check (kind in ('CALL', 'VISIT', 'DELIVER', 'FOLLOW_UP')),
    room_id      bigint not null,
    title        text not null check (title <> ''),
    assignee_id  bigint references access.staff,
    due_on       date not null,
    state        text collate "C" not null default 'OPEN' check (state in ('OPEN', 'DONE', 'CANCELLED')),
    cause        text,
    contact_id   bigint,
    once_key     text collate "C" not null,
    made_on      date not null,
    ended_at     timestamptz,
    primary key (community_id, id),
    unique (community_id, once_key),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, contact_id) references collection.contact,
    check ((state = 'OPEN') = (ended_at is null))
);
create index task_open on collection.task (community_id, room_id) where state = 'OPEN';
create index task_by_contact on collection.task (community_id, contact_id);

call root.community_table('collection', 'refusal_reason');
call root.append_only('collection', 'contact');
call root.frozen_table('collection', 'refusal_report', array['acknowledged_by', 'acknowledged_at', 'instruction']);
call root.frozen_table('collection', 'promise', array['state', 'ended_on', 'end_note']);
call root.frozen_table('collection', 'instalment', array['state']);
call root.frozen_table('collection', 'task', array['assignee_id', 'due_on', 'state', 'cause', 'contact_id', 'ended_at']);
