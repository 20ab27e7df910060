-- 代收款移交：代开发商收的款，一批一批交给开发商；一笔核销只在一份没作废的移交单上。
create table cashier.agency_payout (
    community_id  bigint not null references estate.community,
    id            bigint generated always as identity,
    entity_id     bigint not null,
    from_on       date not null,
    to_on         date not null,
    amount        numeric(14,2) not null check (amount > 0),
    payee         text not null check (payee <> ''),
    payee_bank    text,
    note          text,
    state         text collate "C" not null check (state in ('WAITING', 'APPROVED', 'REJECTED', 'CANCELLED', 'PAID', 'REVERSED')),
    made_by       bigint not null,
    made_name     text not null,
    made_at       timestamptz not null,
    ended_note    text,
    paid_on       date,
    paid_by       bigint,
    paid_name     text,
    paid_at       timestamptz,
    entry_id      bigint,
    reversed_on   date,
    reversed_by   bigint,
    reversed_name text,
    reversed_at   timestamptz,
    primary key (community_id, id),
    foreign key (community_id, entity_id) references ledger.collector,
    foreign key (community_id, entry_id) references ledger.journal_entry,
    check (from_on <= to_on),
    check ((state in ('PAID', 'REVERSED')) = (paid_at is not null)),
    check ((paid_at is null) = (entry_id is null)),
    check ((state = 'REVERSED') = (reversed_at is not null)),
    check (state <> 'REVERSED' or ended_note <> ''),
    check (reversed_by <> paid_by)
);
create index agency_payout_by_state on cashier.agency_payout (community_id, state, id);

-- What it hands on: settlements of bills that belong to the developer; below zero what was taken back after it was handed on.
create table cashier.agency_payout_line (
    community_id  bigint not null,
    payout_id     bigint not null,
    settlement_id bigint not null,
    amount        numeric(14,2) not null check (amount <> 0),
    is_live       boolean not null default true,
    primary key (community_id, payout_id, settlement_id),
    foreign key (community_id, payout_id) references cashier.agency_payout,
    foreign key (community_id, settlement_id) references billing.settlement
);
create unique index handed_on_once on cashier.agency_payout_line (community_id, settlement_id) where is_live;
create index agency_payout_line_by_settlement on cashier.agency_payout_line (community_id, settlement_id);

call root.frozen_table('cashier', 'agency_payout', array['state', 'ended_note', 'paid_on', 'paid_by', 'paid_name', 'paid_at', 'entry_id',
                                                         'reversed_on', 'reversed_by', 'reversed_name', 'reversed_at']);
call root.frozen_table('cashier', 'agency_payout_line', array['is_live']);

alter table cashier.till_movement drop constraint till_movement_kind_check;
alter table cashier.till_movement add constraint till_movement_kind_check
    check (kind in ('DEPOSIT', 'DEPOSIT_VOID', 'REFUND', 'AGENCY', 'AGENCY_BACK'));
alter table cashier.till_movement drop constraint till_movement_check1;
alter table cashier.till_movement add constraint till_movement_comes_or_goes check ((amount > 0) = (kind in ('DEPOSIT', 'AGENCY_BACK')));
alter table cashier.slip drop constraint slip_kind_check;
alter table cashier.slip add constraint slip_kind_check check (kind in ('DEPOSIT', 'DEDUCTION', 'REFUND', 'AGENCY'));
