-- 证据卷宗：一户欠费的账单、催告、送达、联系、收款装成一册，连同所附凭据的指纹。
create table collection.evidence_pack (
    community_id bigint not null,
    id           bigint generated always as identity,
    room_id      bigint not null,
    overdue      numeric(14,2) not null,
    file_id      bigint not null,
    sha256       text collate "C" not null,
    manifest     jsonb not null,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, file_id) references attachment.file
);
create index evidence_by_room on collection.evidence_pack (community_id, room_id);
call root.append_only('collection', 'evidence_pack');
