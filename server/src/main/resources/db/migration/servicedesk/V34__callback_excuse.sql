-- 免访：一件欠着的回访为什么不访了；重开又办完的，要重新访。回访率照样把它算作没访到的。
create table servicedesk.callback_excuse (
    community_id bigint not null,
    id           bigint generated always as identity,
    ticket_id    bigint not null,
    stage        text collate "C" not null check (stage in ('INSTANT', 'WEEK')),
    done_at      timestamptz not null,
    reason       text not null check (reason <> ''),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    primary key (community_id, id),
    foreign key (community_id, ticket_id) references servicedesk.ticket,
    -- Once for each time that the work was done, whoever asks at the same moment.
    unique (community_id, ticket_id, stage, done_at)
);
call root.append_only('servicedesk', 'callback_excuse');
