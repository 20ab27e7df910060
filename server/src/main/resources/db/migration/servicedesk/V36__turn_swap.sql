-- 换班：谁的哪天的班，换给谁，换不换他的一天；对方同意、主管批准，班表才动。
create table servicedesk.turn_swap (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    asker_id     bigint not null references access.staff,
    asker_name   text not null,
    day          date not null,
    shift        text collate "C" not null,
    other_id     bigint not null references access.staff check (other_id <> asker_id),
    other_name   text not null,
    -- Without a day of his the other takes the turn over.
    other_day    date,
    other_shift  text collate "C",
    reason       text not null check (reason <> ''),
    state        text collate "C" not null default 'ASKED' check (state in ('ASKED', 'AGREED', 'APPROVED', 'DECLINED', 'WITHDRAWN')),
    asked_at     timestamptz not null,
    agreed_at    timestamptz check (agreed_at >= asked_at),
    ended_at     timestamptz check (ended_at >= asked_at),
    ended_by     bigint references access.staff,
    ended_name   text,
    remark       text check (remark <> ''),
    primary key (community_id, id),
    check ((other_day is null) = (other_shift is null)),
    check ((state in ('APPROVED', 'DECLINED', 'WITHDRAWN')) = (ended_at is not null)),
    check (state <> 'APPROVED' or agreed_at is not null and ended_by not in (asker_id, other_id))
);
-- One request at a time for a turn.
create unique index turn_swap_open on servicedesk.turn_swap (community_id, asker_id, day) where state in ('ASKED', 'AGREED');
create index turn_swap_by_other on servicedesk.turn_swap (community_id, other_id, id desc);
call root.frozen_table('servicedesk', 'turn_swap', array['state', 'agreed_at', 'ended_at', 'ended_by', 'ended_name', 'remark']);
