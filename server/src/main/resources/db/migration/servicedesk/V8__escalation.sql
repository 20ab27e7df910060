-- 催办的梯子：期限前后几分钟告诉谁；到了就告诉，每张工单每一级只一次。

-- Without rows of its own for a kind and urgency a community has the program's ladder.
create table servicedesk.ladder_step (
    community_id bigint not null references estate.community,
    kind         text collate "C" not null,
    urgency      text collate "C" not null,
    step         int not null check (step between 1 and 9),
    basis        text collate "C" not null check (basis in ('ACCEPT', 'FINISH')),
    minutes      int not null check (minutes between -100000 and 100000),
    tells        text collate "C" not null check (tells in ('OWNER', 'SUPERVISOR', 'DIRECTOR')),
    primary key (community_id, kind, urgency, step)
);

-- The key is what makes it once, whichever node comes first and however often the server starts.
create table servicedesk.escalation (
    community_id bigint not null,
    ticket_id    bigint not null,
    round        int not null,
    step         int not null,
    due_at       timestamptz not null,
    fired_at     timestamptz not null,
    told         text not null,
    primary key (community_id, ticket_id, round, step),
    foreign key (community_id, ticket_id) references servicedesk.ticket
);

-- Tickets that the search shows as late.
create table servicedesk.late_mark (
    community_id bigint not null,
    ticket_id    bigint not null,
    primary key (community_id, ticket_id),
    foreign key (community_id, ticket_id) references servicedesk.ticket
);

-- The system itself also tells what happened.
alter table servicedesk.ticket_event alter column made_by drop not null;

call root.community_table('servicedesk', 'ladder_step');
call root.append_only('servicedesk', 'escalation');
call root.community_table('servicedesk', 'late_mark');
