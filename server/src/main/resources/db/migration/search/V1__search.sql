-- 搜索：每个词一行，只按相等和前缀查（行级安全之下 LIKE 与三元组用不上索引）。
create schema search;

create table search.entry (
    community_id bigint not null,
    id           bigint generated always as identity,
    kind         text not null,
    ref_id       bigint not null,
    title        text not null,
    subtitle     text,
    link         text not null,
    primary key (community_id, id),
    unique (community_id, kind, ref_id)
);

create table search.term (
    community_id bigint not null,
    term         text collate "C" not null check (term <> ''),
    entry_id     bigint not null,
    kind         text not null,
    why          text not null,
    primary key (community_id, term, entry_id),
    foreign key (community_id, entry_id) references search.entry on delete cascade
);
create index term_entry on search.term (community_id, entry_id);

call root.community_table('search', 'entry');
call root.community_table('search', 'term');
