-- 台账：定义是数据（JSON Schema），全公司一份，有版本；条目属于小区，只增不删，改动留痕。
create schema register;

-- The same for every community. The number is for the search box, the key for people and other modules.
create table register.definition (
    key        text collate "C" primary key check (key ~ '^[a-z][a-z0-9-]{2,60}$'),
    id         bigint generated always as identity unique,
    title      text not null check (title <> ''),
    business   text collate "C" not null,
    current    int not null check (current > 0),
    -- A later version that came with the program and waits for the administrator, whose own one counts.
    offered    int check (offered > current),
    is_retired boolean not null default false
);

create table register.definition_version (
    key       text collate "C" not null references register.definition,
    version   int not null check (version > 0),
    origin    text collate "C" not null check (origin in ('SHIPPED', 'OWN')),
    -- JSON Schema, draft 2020-12; json and not jsonb, because the order of the fields is the order on paper.
    schema    json not null,
    -- Everything about the register that is not a field: roles, rhythm, print layout.
    paper     json not null,
    made_by   bigint references access.staff,
    made_name text not null check (made_name <> ''),
    made_at   timestamptz not null,
    primary key (key, version)
);

-- Which duties the register in its current version is the record of.
create table register.definition_duty (
    register_key text collate "C" not null references register.definition,
    duty_id      text collate "C" not null check (duty_id <> ''),
    primary key (register_key, duty_id)
);
create index definition_duty_by_duty on register.definition_duty (duty_id);

create table register.entry (
    community_id     bigint not null references estate.community,
    id               bigint generated always as identity,
    register_key     text collate "C" not null,
    version          int not null,
    -- The day it is about; when it was written is made_at, whatever the day says.
    day              date not null,
    room_id          bigint,
    -- values are what the schema knows; texts are the same as a person reads them, with names as they were.
    values           jsonb not null,
    texts            jsonb not null,
    summary          text not null,
    state            text collate "C" not null default 'VALID' check (state in ('VALID', 'STRUCK')),
    needs_second     boolean not null,
    confirmed_by     bigint references access.staff,
    confirmed_name   text,
    confirmed_at     timestamptz,
    follow_up_on     date,
    followed_up_at   timestamptz,
    revision         int not null default 1 check (revision > 0),
    made_by          bigint not null references access.staff,
    made_name        text not null,
    deputy_for       bigint references access.staff,
    made_at          timestamptz not null,
    idempotency_key  text collate "C" not null,
    primary key (community_id, id),
    unique (community_id, made_by, idempotency_key),
    foreign key (register_key, version) references register.definition_version,
    foreign key (community_id, room_id) references estate.room,
    check ((confirmed_by is null) = (confirmed_at is null)),
    -- Nobody signs as the second person what he wrote himself.
    check (confirmed_by is null or confirmed_by <> made_by and confirmed_by is distinct from deputy_for),
    check (followed_up_at is null or follow_up_on is not null)
);
create index entry_by_day on register.entry (community_id, register_key, day desc, id desc);
create index entry_by_writing on register.entry (community_id, made_at);
create index entry_by_writer on register.entry (community_id, made_by, made_at);
create index entry_by_room on register.entry (community_id, room_id, day desc) where room_id is not null;
create index entry_to_follow_up on register.entry (community_id, follow_up_on) where follow_up_on is not null and followed_up_at is null;

-- All that happened to an entry: written, changed, struck out, confirmed, followed up.
create table register.entry_event (
    community_id bigint not null,
    id           bigint generated always as identity,
    entry_id     bigint not null,
    kind         text collate "C" not null check (kind in ('WRITTEN', 'CHANGED', 'STRUCK', 'CONFIRMED', 'FOLLOWED_UP')),
    -- The fields that differ, as people read them.
    before       jsonb not null,
    after        jsonb not null,
    reason       text check (reason <> ''),
    made_by      bigint not null references access.staff,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, entry_id) references register.entry,
    check (kind not in ('CHANGED', 'STRUCK') or reason is not null)
);
create index entry_event_by_entry on register.entry_event (community_id, entry_id, id);

-- Which register a file was handed in for: who may read that register may read the file.
create table register.file (
    community_id bigint not null,
    file_id      bigint not null,
    register_key text collate "C" not null references register.definition,
    primary key (community_id, file_id),
    foreign key (community_id, file_id) references attachment.file
);

call root.reference_table('register', 'definition');
call root.reference_table('register', 'definition_duty');
call root.reference_table('register', 'definition_version');
revoke update, delete on register.definition_version from ${appRole};
call root.frozen_table('register', 'entry', array['day', 'room_id', 'values', 'texts', 'summary', 'state', 'confirmed_by', 'confirmed_name', 'confirmed_at',
    'follow_up_on', 'followed_up_at', 'revision']);
call root.append_only('register', 'entry_event');
call root.append_only('register', 'file');
