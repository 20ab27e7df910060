-- 异议：业主对一行账单有疑问，从登记那天起这一行不计违约金、不催，到裁定或解释清楚为止。
create table billing.dispute (
    community_id bigint not null,
    id           bigint generated always as identity,
    bill_id      bigint not null,
    raised_on    date not null,
    raised_by    text not null check (raised_by <> ''),
    claim        text not null check (claim <> ''),
    state        text collate "C" not null default 'OPEN' check (state in ('OPEN', 'EXPLAINED', 'CONFIRMED', 'REVERSED')),
    decided_on   date,
    decision     text,
    decided_name text,
    made_by      bigint not null,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, bill_id) references billing.bill,
    check ((state = 'OPEN') = (decided_on is null)),
    check (decided_on >= raised_on)
);
create unique index one_open_dispute on billing.dispute (community_id, bill_id) where state = 'OPEN';
create index dispute_by_bill on billing.dispute (community_id, bill_id);

-- 费用疑问处理记录: what was shown, what was said, whether the owner is satisfied and how that was confirmed.
create table billing.dispute_explanation (
    community_id bigint not null,
    id           bigint generated always as identity,
    dispute_id   bigint not null,
    basis        text not null check (basis <> ''),
    explanation  text not null check (explanation <> ''),
    is_accepted  boolean not null,
    confirmed_by text,
    way          text,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, dispute_id) references billing.dispute,
    check (not is_accepted or (confirmed_by <> '' and way <> ''))
);
create index dispute_explanation_by_dispute on billing.dispute_explanation (community_id, dispute_id);

call root.frozen_table('billing', 'dispute', array['state', 'decided_on', 'decision', 'decided_name']);
call root.append_only('billing', 'dispute_explanation');
