-- 费用报销；会计档案。
create table ledger.expense_claim (
    community_id bigint not null,
    id           bigint generated always as identity,
    title        text not null check (title <> ''),
    spent_on     date not null,
    amount       numeric(14,2) not null check (amount > 0),
    account_code text collate "C" not null,
    entity_id    bigint not null,
    payee        text not null check (payee <> ''),
    reason       text not null check (reason <> ''),
    state        text collate "C" not null check (state in ('DRAFT', 'SUBMITTED', 'APPROVED', 'REJECTED', 'PAID', 'WITHDRAWN')),
    refusal      text,
    approval_id  bigint,
    made_by      bigint not null,
    made_name    text not null,
    made_at      timestamptz not null,
    funds        text collate "C" check (funds in ('CASH', 'BANK')),
    paid_by      bigint,
    paid_name    text,
    paid_at      timestamptz,
    entry_id     bigint,
    primary key (community_id, id),
    foreign key (entity_id, account_code) references ledger.account,
    foreign key (community_id, entry_id) references ledger.journal_entry,
    check ((state = 'PAID') = (entry_id is not null)),
    check (paid_by <> made_by)
);
create index expense_claim_by_state on ledger.expense_claim (community_id, state, id);

create table ledger.archive_volume (
    community_id bigint not null,
    id           bigint generated always as identity,
    number       text collate "C" not null check (number <> ''),
    period       text collate "C" not null check (period ~ '^[0-9]{4}(-[0-9]{2}|Q[1-4])?$'),
    kind         text collate "C" not null check (kind in ('VOUCHERS', 'BOOK', 'REPORTS', 'BANK', 'RECEIPTS', 'OTHER')),
    title        text not null check (title <> ''),
    pages        int not null check (pages > 0),
    keeper       text not null check (keeper <> ''),
    place        text,
    kept_years   int not null check (kept_years between 1 and 100),
    note         text,
    made_by      bigint not null,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    unique (community_id, number)
);
call root.frozen_table('ledger', 'expense_claim', array['state', 'refusal', 'approval_id', 'funds', 'paid_by', 'paid_name', 'paid_at', 'entry_id']);
call root.append_only('ledger', 'archive_volume');
