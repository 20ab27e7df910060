-- 知识库：问答、不归物业管的说法、规约与手册，一版一版留着；主管部门电话与便民资讯，多久核对过一次。
create table servicedesk.directory_entry (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    kind         text collate "C" not null check (kind in ('AUTHORITY', 'LIFE')),
    category     text not null check (category <> ''),
    name         text not null check (name <> ''),
    phone        text,
    address      text,
    hours        text,
    note         text,
    checked_on   date not null,
    checked_name text not null,
    is_retired   boolean not null default false,
    primary key (community_id, id),
    unique (community_id, kind, name),
    check (phone is not null or address is not null)
);

create table servicedesk.directory_check (
    community_id bigint not null,
    id           bigint generated always as identity,
    entry_id     bigint not null,
    checked_on   date not null,
    finding      text not null check (finding <> ''),
    made_by      bigint not null references access.staff,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, entry_id) references servicedesk.directory_entry
);
create index directory_check_entry on servicedesk.directory_check (community_id, entry_id, id desc);

create table servicedesk.article (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    kind         text collate "C" not null check (kind in ('FAQ', 'NOT_OURS', 'RULES', 'HANDBOOK')),
    category     text not null check (category <> ''),
    is_retired   boolean not null default false,
    primary key (community_id, id)
);

-- What is said counts from its day on; the words of earlier days stay as they were.
create table servicedesk.article_version (
    community_id bigint not null,
    id           bigint generated always as identity,
    article_id   bigint not null,
    version      int not null check (version > 0),
    title        text not null check (title <> ''),
    keywords     text,
    body         text not null check (body <> ''),
    authority_id bigint,
    valid_from   date not null,
    reason       text not null check (reason <> ''),
    made_by      bigint not null references access.staff,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    unique (community_id, article_id, version),
    foreign key (community_id, article_id) references servicedesk.article,
    foreign key (community_id, authority_id) references servicedesk.directory_entry
);

-- Which words were said to whom: a ticket or a line of the log keeps the version that was told.
create table servicedesk.article_citation (
    community_id bigint not null,
    id           bigint generated always as identity,
    article_id   bigint not null,
    version      int not null,
    subject_type text collate "C" not null check (subject_type in ('ticket', 'contact')),
    subject_id   bigint not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, article_id, version) references servicedesk.article_version (community_id, article_id, version)
);
create index article_citation_article on servicedesk.article_citation (community_id, article_id);

call root.community_table('servicedesk', 'directory_entry');
call root.append_only('servicedesk', 'directory_check');
call root.frozen_table('servicedesk', 'article', array['category', 'is_retired']);
call root.append_only('servicedesk', 'article_version');
call root.append_only('servicedesk', 'article_citation');
