-- 合同与证照：合同、证照、定期检验，谁管、和谁订的、从哪天到哪天、履约得怎样；续了的是接着旧的另一份，旧的不改。
create table planning.contract (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    number       text collate "C" not null,
    request_key  text collate "C" not null check (length(request_key) between 16 and 64),
    kind         text collate "C" not null check (kind in ('CONTRACT', 'LICENCE', 'INSPECTION')),
    title        text not null check (title <> ''),
    -- the number that is printed on the paper itself
    paper_number text check (paper_number <> ''),
    -- the other party of a contract, the authority of a licence, the body that inspects
    counterparty text not null check (counterparty <> ''),
    amount       numeric(14,2) check (amount >= 0),
    from_on      date not null,
    to_on        date not null check (to_on >= from_on),
    remind_days  int not null check (remind_days between 1 and 365),
    owner_id     bigint not null references access.staff,
    owner_name   text not null,
    renews_id    bigint,
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    ended_on     date,
    ended_why    text check (ended_why <> ''),
    ended_at     timestamptz,
    ended_name   text,
    primary key (community_id, id),
    unique (community_id, number),
    unique (community_id, request_key),
    foreign key (community_id, renews_id) references planning.contract,
    check (num_nonnulls(ended_on, ended_why, ended_at, ended_name) in (0, 4))
);
-- Renewed once: a second renewal follows the first.
create unique index contract_renewed_once on planning.contract (community_id, renews_id) where renews_id is not null;
create index contract_by_end on planning.contract (community_id, to_on) where ended_at is null;
create index contract_of_owner on planning.contract (community_id, owner_id);

-- How it was kept, and the papers themselves.
create table planning.contract_note (
    community_id  bigint not null,
    id            bigint generated always as identity,
    contract_id   bigint not null,
    kind          text collate "C" not null check (kind in ('KEPT', 'BREACH', 'CHANGED', 'PAPER')),
    text          text not null check (text <> ''),
    attachment_id bigint,
    made_at       timestamptz not null,
    made_by       bigint not null references access.staff,
    made_name     text not null,
    primary key (community_id, id),
    foreign key (community_id, contract_id) references planning.contract,
    foreign key (community_id, attachment_id) references attachment.file,
    check (kind <> 'PAPER' or attachment_id is not null)
);
create index contract_note_by_contract on planning.contract_note (community_id, contract_id, id);

call root.frozen_table('planning', 'contract', array['ended_on', 'ended_why', 'ended_at', 'ended_name']);
call root.append_only('planning', 'contract_note');
