-- 职责：每一回该谁办、什么时候到期、凭什么记录算办了；不在岗的日子；数字守得怎样。
create schema duty;

-- Whoever is away on these days is not blamed for what only he could have done.
create table duty.absence (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    staff_id     bigint not null references access.staff,
    from_on      date not null,
    to_on        date not null check (to_on >= from_on),
    reason       text not null check (reason <> ''),
    is_lifted    boolean not null default false,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id)
);
create index absence_of_staff on duty.absence (community_id, staff_id, to_on);

-- One round of one duty for one holder. The first record that proves it ticks it; nothing unticks it.
create table duty.task (
    community_id  bigint not null references estate.community,
    id            bigint generated always as identity,
    duty_id       text collate "C" not null check (duty_id ~ '^[a-z]+\.[a-z0-9-]+$'),
    round_from    date not null,
    round_to      date not null check (round_to >= round_from),
    -- community, role:front_desk, area:3 or staff:12
    holder        text collate "C" not null check (holder ~ '^(community|role:[a-z_]+|area:[0-9]+|staff:[0-9]+)$'),
    doer_id       bigint references access.staff,
    due_at        timestamptz not null,
    made_at       timestamptz not null,
    done_at       timestamptz check (done_at >= round_from::timestamp at time zone 'Asia/Shanghai'),
    done_by       bigint references access.staff,
    done_name     text,
    proof         text check (proof <> ''),
    link          text check (link <> ''),
    is_by_hand    boolean not null default false,
    attachment_id bigint,
    absence_id    bigint,
    primary key (community_id, id),
    unique (community_id, duty_id, round_from, holder),
    foreign key (community_id, absence_id) references duty.absence,
    check (num_nonnulls(done_at, proof) in (0, 2)),
    check (not is_by_hand or done_by is not null),
    check (attachment_id is null or is_by_hand)
);
create index task_open on duty.task (community_id, due_at) where done_at is null;
create index task_by_round on duty.task (community_id, round_to, duty_id);

-- What a figure was when it was last counted; the month's last count stays.
create table duty.figure (
    community_id bigint not null references estate.community,
    metric       text collate "C" not null,
    month        date not null check (extract(day from month) = 1),
    value        numeric,
    part         numeric not null,
    whole        numeric check (whole >= 0),
    counted_at   timestamptz not null,
    primary key (community_id, metric, month)
);

call root.frozen_table('duty', 'absence', array['is_lifted']);
call root.frozen_table('duty', 'task', array['doer_id', 'done_at', 'done_by', 'done_name', 'proof', 'link', 'is_by_hand', 'attachment_id', 'absence_id']);
call root.community_table('duty', 'figure');

-- What has been ticked stays ticked.
create function duty.refuse_untick() returns trigger language plpgsql as $$
begin
    if old.done_at is not null then
        raise exception 'duty task % is done and stays so', old.id using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger done_stays before update of done_at, done_by, done_name, proof, link, is_by_hand, attachment_id on duty.task
    for each row execute function duty.refuse_untick();
