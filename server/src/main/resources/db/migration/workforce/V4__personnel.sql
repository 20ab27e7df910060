-- 员工档案与证件：谁哪天来的、合同到哪天、试用到哪天、出了事找谁；每张证件到哪天；哪一类活要什么证。
create table workforce.staff_file (
    community_id    bigint not null references estate.community,
    staff_id        bigint not null references access.staff,
    joined_on       date,
    contract_from   date,
    contract_to     date check (contract_to >= contract_from),
    probation_to    date check (probation_to >= joined_on),
    emergency_name  text check (emergency_name <> ''),
    emergency_phone text check (emergency_phone <> ''),
    remark          text check (remark <> ''),
    changed_at      timestamptz not null,
    changed_by      bigint not null references access.staff,
    changed_name    text not null,
    primary key (community_id, staff_id)
);

-- A paper is never rewritten: a wrong one is voided with its reason, a renewed one is a further row.
create table workforce.paper (
    community_id       bigint not null references estate.community,
    id                 bigint generated always as identity,
    number             text collate "C" not null,
    staff_id           bigint not null references access.staff,
    staff_name         text not null,
    kind               text not null check (kind <> ''),
    certificate_number text collate "C" not null check (certificate_number <> ''),
    issued_on          date,
    -- nothing: it does not lapse
    expires_on         date check (expires_on >= issued_on),
    attachment_id      bigint,
    made_at            timestamptz not null,
    made_by            bigint not null references access.staff,
    made_name          text not null,
    voided_at          timestamptz,
    voided_name        text,
    void_why           text check (void_why <> ''),
    primary key (community_id, id),
    unique (community_id, number),
    foreign key (community_id, attachment_id) references attachment.file,
    check (num_nonnulls(voided_at, voided_name, void_why) in (0, 3))
);
create unique index paper_once on workforce.paper (community_id, staff_id, kind, certificate_number, coalesce(expires_on, 'infinity')) where voided_at is null;
create index paper_by_day on workforce.paper (community_id, expires_on) where voided_at is null;

-- Who does this kind of work must hold each of these, in force on the day.
create table workforce.trade_paper (
    community_id bigint not null references estate.community,
    trade        text collate "C" not null,
    kind         text not null check (kind <> ''),
    primary key (community_id, trade, kind)
);

call root.community_table('workforce', 'staff_file');
call root.frozen_table('workforce', 'paper', array['voided_at', 'voided_name', 'void_why']);
call root.community_table('workforce', 'trade_paper');
