-- 账簿启用表；结账时锁定的报表；反结账要两个人。
create table ledger.book (
    community_id bigint not null,
    id           bigint generated always as identity,
    kind         text collate "C" not null check (kind in ('GENERAL', 'SUBSIDIARY', 'CASH', 'BANK')),
    name         text not null check (name <> ''),
    year         int not null check (year between 2000 and 2100),
    opened_on    date not null,
    pages        int check (pages > 0),
    keeper       text not null check (keeper <> ''),
    supervisor   text not null check (supervisor <> ''),
    note         text,
    made_by      bigint not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    unique (community_id, kind, name, year)
);

-- What the reports said when the period was closed; a period closed again gets the next version.
create table ledger.report_snapshot (
    community_id bigint not null,
    id           bigint generated always as identity,
    period       text collate "C" not null check (period ~ '^[0-9]{4}(-[0-9]{2}|Q[1-4])?$'),
    kind         text collate "C" not null check (kind in ('TRIAL_BALANCE', 'INCOME_BY_ITEM', 'RECEIPTS_AND_PAYMENTS', 'RECEIVABLES_BY_AGE')),
    version      int not null check (version > 0),
    content      text not null,
    sha256       text collate "C" not null check (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
    made_by      bigint not null,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    unique (community_id, period, kind, version)
);

call root.append_only('ledger', 'book');
call root.append_only('ledger', 'report_snapshot');
