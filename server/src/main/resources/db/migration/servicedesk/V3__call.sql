-- 来电：电话系统报来的响铃、接起、挂断；前台值班：谁几时在岗。

create table servicedesk.call (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    -- The phone system's own name of the call: its events come singly, sometimes twice, sometimes out of order.
    call_key     text collate "C" not null check (call_key <> ''),
    number       text collate "C" check (number <> ''),
    line         text check (line <> ''),
    ring_at      timestamptz not null,
    answered_at  timestamptz check (answered_at >= ring_at),
    ended_at     timestamptz check (ended_at >= ring_at),
    taken_by     bigint references access.staff,
    taken_name   text,
    primary key (community_id, id),
    unique (community_id, call_key),
    check (num_nonnulls(taken_by, taken_name) in (0, 2)),
    check (taken_by is null or answered_at is not null)
);
create index call_by_time on servicedesk.call (community_id, ring_at desc);
create index call_by_number on servicedesk.call (community_id, number, ring_at desc);
create index call_live on servicedesk.call (community_id, ring_at) where ended_at is null;
call root.frozen_table('servicedesk', 'call', array['number', 'line', 'ring_at', 'answered_at', 'ended_at', 'taken_by', 'taken_name']);

alter table servicedesk.contact
    add column call_id bigint,
    add foreign key (community_id, call_id) references servicedesk.call;
create index contact_by_call on servicedesk.contact (community_id, call_id) where call_id is not null;

create table servicedesk.desk_duty (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    staff_id     bigint not null references access.staff,
    staff_name   text not null,
    from_at      timestamptz not null,
    to_at        timestamptz check (to_at >= from_at),
    primary key (community_id, id)
);
create unique index desk_duty_open on servicedesk.desk_duty (community_id, staff_id) where to_at is null;
create index desk_duty_by_time on servicedesk.desk_duty (community_id, from_at desc);
call root.frozen_table('servicedesk', 'desk_duty', array['to_at']);
