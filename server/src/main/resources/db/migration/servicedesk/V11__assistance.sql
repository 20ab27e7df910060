-- 协办单：请别的部门帮一件事，几时要答复，答复了谁确认。
create table servicedesk.assistance (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    number       text collate "C" not null,
    ticket_id    bigint,
    department   text not null check (department <> ''),
    staff_id     bigint not null references access.staff,
    request      text not null check (request <> ''),
    state        text collate "C" not null default 'SENT' check (state in ('SENT', 'ANSWERED', 'CONFIRMED', 'WITHDRAWN')),
    due_at       timestamptz not null,
    sent_at      timestamptz not null,
    sent_by      bigint not null references access.staff,
    sent_name    text not null,
    answer       text check (answer <> ''),
    answered_at  timestamptz,
    answered_name text,
    ended_at     timestamptz,
    ended_name   text,
    remark       text check (remark <> ''),
    primary key (community_id, id),
    unique (community_id, number),
    foreign key (community_id, ticket_id) references servicedesk.ticket,
    check (num_nonnulls(answer, answered_at, answered_name) in (0, 3)),
    check (state not in ('ANSWERED', 'CONFIRMED') or answer is not null),
    check ((state in ('CONFIRMED', 'WITHDRAWN')) = (ended_at is not null))
);
create index assistance_open on servicedesk.assistance (community_id, due_at) where ended_at is null;
create index assistance_by_ticket on servicedesk.assistance (community_id, ticket_id) where ticket_id is not null;
call root.frozen_table('servicedesk', 'assistance', array['state', 'answer', 'answered_at', 'answered_name', 'ended_at', 'ended_name', 'remark']);
