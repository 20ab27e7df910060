-- 受理：同一次登记只算一次；报事的是哪位住户；设备；不归物业管的怎么告知；照片。

-- A form sends the same key however often it is sent.
create table servicedesk.request (
    community_id    bigint not null references estate.community,
    idempotency_key text collate "C" not null check (length(idempotency_key) between 16 and 64),
    body_hash       text collate "C" not null,
    primary key (community_id, idempotency_key)
);
call root.append_only('servicedesk', 'request');

alter table servicedesk.contact
    add column request_key text collate "C",
    add column person_id   bigint,
    add unique (community_id, request_key),
    add foreign key (community_id, request_key) references servicedesk.request,
    add foreign key (community_id, person_id) references resident.person;

alter table servicedesk.ticket_event add foreign key (community_id, order_id) references servicedesk.work_order;

-- Equipment stands beside the place: the estate knows rooms and areas only. What was told is what the caller heard when it is not ours.
alter table servicedesk.ticket
    add column person_id  bigint,
    add column equipment  text check (equipment <> ''),
    add column referral       text check (referral <> ''),
    add column referral_phone text check (referral_phone <> ''),
    add foreign key (community_id, person_id) references resident.person;
create index ticket_by_equipment on servicedesk.ticket (community_id, equipment) where equipment is not null;

-- The files have no subject of their own: they are handed out with the ticket, to who may see it.
create table servicedesk.ticket_photo (
    community_id bigint not null,
    id           bigint generated always as identity,
    ticket_id    bigint not null,
    file_id      bigint not null,
    added_at     timestamptz not null,
    added_by     bigint not null references access.staff,
    added_name   text not null,
    primary key (community_id, id),
    foreign key (community_id, ticket_id) references servicedesk.ticket,
    foreign key (community_id, file_id) references attachment.file
);
create index ticket_photo_by_ticket on servicedesk.ticket_photo (community_id, ticket_id, id);
call root.append_only('servicedesk', 'ticket_photo');
