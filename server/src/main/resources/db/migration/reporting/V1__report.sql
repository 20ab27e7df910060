-- 报表：每一期、每一版、报给了谁、谁看了；出过的永远不改，要改就另出一版。
create schema reporting;

-- How far the days have been gone through.
create table reporting.day (
    community_id bigint primary key references estate.community,
    last_day     date not null
);

-- One period of one report. Only the explanation of its lateness comes later.
create table reporting.report (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    kind         text collate "C" not null check (kind ~ '^[a-z-]+$'),
    from_on      date not null,
    to_on        date not null check (to_on >= from_on),
    made_on      date not null,
    due_at       timestamptz not null,
    why_late     text check (why_late <> ''),
    why_name     text,
    why_at       timestamptz,
    primary key (community_id, id),
    unique (community_id, kind, made_on),
    check (num_nonnulls(why_late, why_name, why_at) in (0, 3))
);
create index report_by_day on reporting.report (community_id, made_on);

create table reporting.edition (
    community_id bigint not null,
    id           bigint generated always as identity,
    report_id    bigint not null,
    edition      int not null check (edition > 0),
    number       text collate "C" not null,
    as_of        timestamptz not null,
    reason       text check (reason <> ''),
    made_by      bigint references access.staff,
    made_name    text not null,
    pdf_id       bigint not null,
    pdf_sha256   text collate "C" not null check (length(pdf_sha256) = 64),
    sheet_id     bigint not null,
    sheet_sha256 text collate "C" not null check (length(sheet_sha256) = 64),
    primary key (community_id, id),
    unique (community_id, report_id, edition),
    unique (community_id, number),
    foreign key (community_id, report_id) references reporting.report,
    foreign key (community_id, pdf_id) references attachment.file,
    foreign key (community_id, sheet_id) references attachment.file,
    check (edition = 1 or reason is not null and made_by is not null)
);

-- An edition is handed up once.
create table reporting.submission (
    community_id bigint not null,
    edition_id   bigint not null,
    remark       text check (remark <> ''),
    sent_by      bigint not null references access.staff,
    sent_name    text not null,
    sent_at      timestamptz not null,
    primary key (community_id, edition_id),
    foreign key (community_id, edition_id) references reporting.edition
);

create table reporting.receiver (
    community_id bigint not null,
    edition_id   bigint not null,
    staff_id     bigint not null references access.staff,
    read_name    text,
    read_at      timestamptz,
    reply        text check (reply <> ''),
    primary key (community_id, edition_id, staff_id),
    foreign key (community_id, edition_id) references reporting.submission,
    check (num_nonnulls(read_at, read_name) in (0, 2)),
    check (reply is null or read_at is not null)
);

call root.community_table('reporting', 'day');
call root.frozen_table('reporting', 'report', array['why_late', 'why_name', 'why_at']);
call root.append_only('reporting', 'edition');
call root.append_only('reporting', 'submission');
call root.frozen_table('reporting', 'receiver', array['read_name', 'read_at', 'reply']);
