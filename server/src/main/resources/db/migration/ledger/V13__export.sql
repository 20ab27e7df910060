-- 凭证导出：每张只出一次，重出要写明；科目与字的对照是数据。
create table ledger.export_mapping (
    community_id bigint not null,
    system       text collate "C" not null check (system in ('U8', 'NC', 'KIS', 'K3', 'EAS')),
    account_code text collate "C" not null,
    their_code   text collate "C" not null check (their_code <> '' and length(their_code) <= 15),
    their_name   text,
    primary key (community_id, system, account_code)
);

create table ledger.export_setting (
    community_id bigint not null,
    system       text collate "C" not null check (system in ('U8', 'NC', 'KIS', 'K3', 'EAS')),
    word         text not null check (word <> ''),
    book         text,
    organization text,
    primary key (community_id, system)
);

create table ledger.export_batch (
    community_id bigint not null,
    id           bigint generated always as identity,
    system       text collate "C" not null check (system in ('U8', 'NC', 'KIS', 'K3', 'EAS')),
    month        date not null check (extract(day from month) = 1),
    is_again     boolean not null,
    reason       text,
    entries      int not null check (entries > 0),
    amount       numeric(14,2) not null,
    filename     text not null,
    sha256       text collate "C" not null,
    content      bytea not null,
    made_by      bigint not null,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    check (not is_again or reason <> '')
);

create table ledger.exported_entry (
    community_id bigint not null,
    system       text collate "C" not null,
    entry_id     bigint not null,
    batch_id     bigint not null,
    primary key (community_id, system, entry_id),
    foreign key (community_id, entry_id) references ledger.journal_entry,
    foreign key (community_id, batch_id) references ledger.export_batch
);
call root.community_table('ledger', 'export_mapping');
call root.community_table('ledger', 'export_setting');
call root.append_only('ledger', 'export_batch');
call root.append_only('ledger', 'exported_entry');
