-- 审批：链是数据，一步一个岗位，金额到了才走那一步。
create schema approval;

-- A community's own chain for a kind; without any row the kind's usual chain counts.
create table approval.chain_step (
    community_id bigint not null,
    kind         text collate "C" not null,
    step         int not null check (step between 1 and 5),
    role         text collate "C" not null check (role <> ''),
    above        numeric(14,2) not null check (above >= 0),
    primary key (community_id, kind, step)
);

create table approval.request (
    community_id bigint not null,
    id           bigint generated always as identity,
    kind         text collate "C" not null,
    subject_id   bigint not null,
    title        text not null check (title <> ''),
    amount       numeric(14,2),
    reason       text not null check (reason <> ''),
    facts        jsonb not null,
    link         text,
    state        text collate "C" not null default 'WAITING' check (state in ('WAITING', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
    step         int not null default 1,
    made_by      bigint not null,
    made_name    text not null,
    made_at      timestamptz not null,
    ended_at     timestamptz,
    primary key (community_id, id),
    check ((state = 'WAITING') = (ended_at is null))
);
create unique index one_waiting on approval.request (community_id, kind, subject_id) where state = 'WAITING';
create index request_by_state on approval.request (community_id, state, id desc);

-- The chain as it was when the request was made.
create table approval.request_step (
    community_id bigint not null,
    request_id   bigint not null,
    step         int not null,
    role         text collate "C" not null,
    primary key (community_id, request_id, step),
    foreign key (community_id, request_id) references approval.request
);

create table approval.decision (
    community_id bigint not null,
    request_id   bigint not null,
    step         int not null,
    is_approved  boolean not null,
    note         text,
    made_by      bigint not null,
    made_name    text not null,
    deputy_for   bigint,
    made_at      timestamptz not null,
    primary key (community_id, request_id, step),
    unique (community_id, request_id, made_by),
    foreign key (community_id, request_id, step) references approval.request_step,
    check (is_approved or note <> '')
);

-- Nobody approves his own, whatever the program says.
create function approval.refuse_own() returns trigger language plpgsql as $$
begin
    if exists (select from approval.request r where r.community_id = new.community_id and r.id = new.request_id
                  and (r.made_by = new.made_by or r.made_by = new.deputy_for)) then
        raise exception 'request % of community %: nobody decides on his own', new.request_id, new.community_id
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger not_own before insert on approval.decision for each row execute function approval.refuse_own();

call root.community_table('approval', 'chain_step');
call root.frozen_table('approval', 'request', array['state', 'step', 'ended_at']);
call root.append_only('approval', 'request_step');
call root.append_only('approval', 'decision');
