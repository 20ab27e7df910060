-- Books and audit, sealed: every row is hashed together with the one before it, and the last hash of each sealing is
-- signed with the key that lies outside the database.

create table access.seal (
    community_id bigint not null,
    stream       text collate "C" not null,
    place        bigint not null check (place > 0),
    row_id       bigint not null,
    hash         bytea not null check (octet_length(hash) = 32),
    primary key (community_id, stream, place),
    unique (community_id, stream, row_id)
);
call root.append_only('access', 'seal');

create table access.seal_head (
    community_id bigint not null,
    stream       text collate "C" not null,
    place        bigint not null,
    hash         bytea not null,
    signature    bytea not null,
    sealed_at    timestamptz not null,
    primary key (community_id, stream, place),
    foreign key (community_id, stream, place) references access.seal
);
call root.append_only('access', 'seal_head');
