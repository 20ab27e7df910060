-- 银行账户、对账单、勾对、余额调节表；渠道账单与差异。
create table ledger.bank_book (
    community_id  bigint not null,
    id            bigint generated always as identity,
    name          text not null check (name <> ''),
    bank          text not null check (bank <> ''),
    number        text collate "C" not null check (number ~ '^[0-9-]{6,40}$'),
    account_code  text collate "C" not null check (account_code ~ '^1002([0-9]{2}){0,3}$'),
    purpose       text not null check (purpose <> ''),
    seals         text,
    starts_on     date not null,
    start_balance numeric(14,2) not null,
    is_active     boolean not null default true,
    headings      jsonb,
    primary key (community_id, id),
    unique (community_id, number)
);
create unique index one_bank_book_per_account on ledger.bank_book (community_id, account_code) where is_active;

create table ledger.bank_line (
    community_id bigint not null,
    id           bigint generated always as identity,
    book_id      bigint not null,
    line_key     text collate "C" not null,
    happened_on  date not null,
    amount       numeric(14,2) not null check (amount <> 0),
    balance      numeric(14,2),
    counterparty text,
    counter_account text,
    remark       text,
    serial       text collate "C",
    imported_by  bigint not null,
    imported_at  timestamptz not null,
    primary key (community_id, id),
    unique (community_id, book_id, line_key),
    foreign key (community_id, book_id) references ledger.bank_book
);
create index bank_line_by_day on ledger.bank_line (community_id, book_id, happened_on, id);

create table ledger.bank_match (
    community_id bigint not null,
    line_id      bigint not null,
    entry_id     bigint not null,
    posting_line int not null,
    confidence   int not null check (confidence between 0 and 100),
    is_automatic boolean not null,
    made_by      bigint not null,
    made_at      timestamptz not null,
    primary key (community_id, line_id),
    unique (community_id, entry_id, posting_line),
    foreign key (community_id, line_id) references ledger.bank_line,
    foreign key (community_id, entry_id, posting_line) references ledger.posting
);

-- Who pays for which room, learnt from what people matched by hand.
create table ledger.bank_alias (
    community_id bigint not null,
    counterparty text not null,
    room_code    text collate "C" not null,
    primary key (community_id, counterparty, room_code)
);

create table ledger.bank_reconciliation (
    community_id  bigint not null,
    id            bigint generated always as identity,
    book_id       bigint not null,
    month         date not null check (extract(day from month) = 1),
    book_balance  numeric(14,2) not null,
    bank_balance  numeric(14,2) not null,
    adjusted      numeric(14,2) not null,
    content       jsonb not null,
    made_by       bigint not null,
    made_name     text not null,
    made_at       timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, book_id) references ledger.bank_book
);
create index bank_reconciliation_by_month on ledger.bank_reconciliation (community_id, book_id, month);

create table ledger.channel_line (
    community_id bigint not null,
    id           bigint generated always as identity,
    channel      text collate "C" not null check (channel in ('WECHAT', 'ALIPAY')),
    transaction  text collate "C" not null check (transaction <> ''),
    order_number text collate "C",
    merchant     text collate "C",
    refund_number text collate "C" not null default '',
    happened_at  timestamptz not null,
    amount       numeric(14,2) not null,
    fee          numeric(14,2) not null,
    is_success   boolean not null,
    payer        text,
    primary key (community_id, id),
    unique (community_id, channel, transaction, refund_number)
);
create index channel_line_by_time on ledger.channel_line (community_id, happened_at);

-- A difference that somebody has looked at: its cause, and what was done.
create table ledger.difference_note (
    community_id bigint not null,
    difference   text collate "C" not null,
    cause        text collate "C" not null,
    note         text,
    made_by      bigint not null,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, difference)
);

call root.community_table('ledger', 'bank_book');
call root.append_only('ledger', 'bank_line');
call root.community_table('ledger', 'bank_match');
call root.community_table('ledger', 'bank_alias');
call root.append_only('ledger', 'bank_reconciliation');
call root.append_only('ledger', 'channel_line');
call root.community_table('ledger', 'difference_note');
