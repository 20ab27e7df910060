-- 请假：写明从哪天（可半天）到哪天、谁代；批了才算，销假记下哪天回来。
create table workforce.leave (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    number       text collate "C" not null,
    staff_id     bigint not null references access.staff,
    staff_name   text not null,
    kind         text collate "C" not null check (kind in ('PERSONAL', 'SICK', 'ANNUAL', 'COMPENSATORY', 'MARRIAGE', 'MATERNITY', 'BEREAVEMENT', 'OFFICIAL')),
    from_on      date not null,
    -- begins at noon
    from_noon    boolean not null,
    to_on        date not null check (to_on >= from_on),
    -- ends at noon
    to_noon      boolean not null,
    reason       text not null check (reason <> ''),
    deputy_id    bigint references access.staff,
    deputy_name  text,
    state        text collate "C" not null default 'WAITING' check (state in ('WAITING', 'APPROVED', 'REJECTED')),
    made_at      timestamptz not null,
    ended_at     timestamptz,
    ended_name   text,
    answer       text check (answer <> ''),
    -- the day on which he came back before the end; the first day: he did not go
    back_on      date check (back_on between from_on and to_on),
    back_name    text,
    primary key (community_id, id),
    unique (community_id, number),
    check (deputy_id <> staff_id),
    check (num_nonnulls(deputy_id, deputy_name) in (0, 2)),
    check (num_nonnulls(back_on, back_name) in (0, 2)),
    check (back_on is null or state = 'APPROVED'),
    check ((state = 'WAITING') = (ended_at is null)),
    check (from_on < to_on or not (from_noon and to_noon)),
    exclude using gist (community_id with =, staff_id with =, daterange(from_on, coalesce(back_on - 1, to_on), '[]') with &&) where (state in ('WAITING', 'APPROVED') and coalesce(back_on > from_on, true))
);
create index leave_by_day on workforce.leave (community_id, to_on);
call root.frozen_table('workforce', 'leave', array['state', 'ended_at', 'ended_name', 'answer', 'back_on', 'back_name']);
