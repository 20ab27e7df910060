-- 事件：一处漏水三十户来报，一张主工单派一次工，有关的人都告诉一遍。

create table servicedesk.incident (
    community_id   bigint not null references estate.community,
    id             bigint generated always as identity,
    number         text collate "C" not null,
    kind           text collate "C" not null,
    title          text not null check (title <> ''),
    reach          text collate "C" not null check (reach in ('RISER', 'ENTRANCE', 'BUILDING', 'ROOMS')),
    main_ticket_id bigint not null,
    -- The latest text sent to everybody concerned, and how many there were; who joins later hears the latest.
    message        text check (message <> ''),
    messages       int not null default 0 check (messages >= 0),
    opened_at      timestamptz not null,
    opened_by      bigint not null references access.staff,
    opened_name    text not null,
    closed_at      timestamptz,
    primary key (community_id, id),
    unique (community_id, number),
    unique (community_id, main_ticket_id),
    foreign key (community_id, main_ticket_id) references servicedesk.ticket,
    check ((messages > 0) = (message is not null))
);
create index incident_open on servicedesk.incident (community_id, opened_at) where closed_at is null;

create table servicedesk.incident_room (
    community_id bigint not null,
    incident_id  bigint not null,
    room_id      bigint not null,
    primary key (community_id, incident_id, room_id),
    foreign key (community_id, incident_id) references servicedesk.incident,
    foreign key (community_id, room_id) references estate.room
);
create index incident_room_by_room on servicedesk.incident_room (community_id, room_id);

alter table servicedesk.ticket
    add column incident_id bigint,
    add foreign key (community_id, incident_id) references servicedesk.incident;
create index ticket_by_incident on servicedesk.ticket (community_id, incident_id) where incident_id is not null;

call root.frozen_table('servicedesk', 'incident', array['message', 'messages', 'closed_at']);
call root.append_only('servicedesk', 'incident_room');
grant update (incident_id) on servicedesk.ticket to ${appRole};
