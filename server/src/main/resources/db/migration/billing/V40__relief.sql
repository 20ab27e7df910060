-- 减免：一间房一个收费项目的一段日期，或一行账单的一笔；批了才算数，批的时候占住各月的额度。
alter table billing.settlement drop constraint settlement_kind_check;
alter table billing.settlement add constraint settlement_kind_check check (kind in ('PAYMENT', 'DISCOUNT', 'PREPAYMENT', 'WAIVER'));

-- amount: of the line, or what one month may come to at most; that much is approved and taken from the budget.
create table billing.relief (
    community_id   bigint not null,
    id             bigint generated always as identity,
    kind           text collate "C" not null check (kind in ('VACANCY', 'HARDSHIP', 'PROMOTION', 'STAFF', 'SINGLE_LINE')),
    room_id        bigint not null,
    charge_item_id bigint not null,
    bill_id        bigint,
    percent        numeric(5,2) check (percent > 0 and percent <= 100),
    amount         numeric(14,2) not null check (amount > 0),
    from_on        date not null,
    to_on          date not null,
    until_on       date not null,
    reason         text not null check (reason <> ''),
    state          text collate "C" not null default 'WAITING' check (state in ('WAITING', 'APPROVED', 'REJECTED', 'CANCELLED')),
    made_by        bigint not null,
    made_name      text not null,
    made_at        timestamptz not null,
    ended_name     text,
    ended_reason   text,
    primary key (community_id, id),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, charge_item_id) references billing.charge_item,
    foreign key (community_id, bill_id) references billing.bill,
    check ((bill_id is not null) = (kind = 'SINGLE_LINE')),
    check (from_on <= until_on and until_on <= to_on)
);
-- A line is never lowered by two of them at once.
alter table billing.relief add constraint relief_overlap exclude using gist
    (community_id with =, room_id with =, charge_item_id with =, daterange(from_on, until_on, '[]') with &&)
    where (bill_id is null and state in ('WAITING', 'APPROVED'));
create unique index relief_of_bill on billing.relief (community_id, bill_id) where state = 'WAITING';

-- The row is what two approvals at the same time wait for; used never passes the budget.
create table billing.relief_budget (
    community_id bigint not null references estate.community,
    month        date not null check (extract(day from month) = 1),
    budget       numeric(14,2) not null,
    used         numeric(14,2) not null,
    primary key (community_id, month),
    check (used >= 0),
    check (used <= budget)
);

create table billing.relief_claim (
    community_id bigint not null,
    id           bigint generated always as identity,
    relief_id    bigint not null,
    month        date not null,
    amount       numeric(14,2) not null check (amount <> 0),
    primary key (community_id, id),
    foreign key (community_id, relief_id) references billing.relief,
    foreign key (community_id, month) references billing.relief_budget
);
create index relief_claim_by_relief on billing.relief_claim (community_id, relief_id);

call root.frozen_table('billing', 'relief', array['until_on', 'state', 'ended_name', 'ended_reason']);
call root.frozen_table('billing', 'relief_budget', array['budget', 'used']);
call root.append_only('billing', 'relief_claim');
