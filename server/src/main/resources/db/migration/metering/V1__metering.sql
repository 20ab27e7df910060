-- 抄表：公摊组、仪表、读数。
create schema metering;

-- Which rooms share is decided by the code: 3-2 is building 3 entrance 2, 3 the whole building, 全区 the community.
create table metering.share_group (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    code         text collate "C" not null check (code <> ''),
    label        text,
    primary key (community_id, id),
    unique (community_id, code)
);

create table metering.meter (
    community_id   bigint not null,
    id             bigint generated always as identity,
    number         text collate "C" not null check (number <> ''),
    kind           text not null check (kind <> ''),
    room_id        bigint,
    share_group_id bigint,
    multiplier     numeric not null check (multiplier > 0 and multiplier < 1000000 and scale(multiplier) <= 4),
    digits         int not null check (digits between 1 and 12),
    start_reading  numeric not null check (start_reading >= 0 and start_reading < 1000000000000 and scale(start_reading) <= 4),
    start_on       date not null,
    used_this_year numeric not null check (used_this_year >= 0 and used_this_year < 1000000000000 and scale(used_this_year) <= 8),
    removed_on     date check (removed_on >= start_on),
    location       text,
    note           text,
    version        int not null default 1,
    primary key (community_id, id),
    unique (community_id, number),
    check (num_nonnulls(room_id, share_group_id) = 1),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, share_group_id) references metering.share_group
);
create index meter_room on metering.meter (community_id, room_id);
create index meter_share_group on metering.meter (community_id, share_group_id);

-- One accepted reading per meter and month, with what it was computed from; once billed_run_id stands it is frozen.
create table metering.reading (
    community_id  bigint not null,
    id            bigint generated always as identity,
    meter_id      bigint not null,
    month         date not null check (extract(day from month) = 1),
    value         numeric not null check (value >= 0 and value < 1000000000000 and scale(value) <= 4),
    previous      numeric not null,
    multiplier    numeric not null,
    is_rollover   boolean not null,
    old_stop      numeric check (old_stop >= 0 and old_stop < 1000000000000 and scale(old_stop) <= 4),
    new_start     numeric check (new_start >= 0 and new_start < 1000000000000 and scale(new_start) <= 4),
    usage         numeric not null check (usage >= 0),
    read_on       date not null,
    source        text not null check (source in ('IMPORT', 'ENTRY', 'PASTE', 'REMOVAL')),
    read_by       text not null,
    note          text,
    written_at    timestamptz not null,
    version       int not null default 1,
    billed_run_id bigint,
    primary key (community_id, id),
    unique (community_id, meter_id, month),
    check ((old_stop is null) = (new_start is null)),
    foreign key (community_id, meter_id) references metering.meter
) with (fillfactor = 80);
-- A run that is published freezes its readings in place: no index holds billed_run_id, and there is room in the page.
create index reading_month on metering.reading (community_id, month) include (meter_id, usage);

-- What a bill was computed from stays as it was: only giving it free again (the run is undone) is allowed.
create function metering.refuse_billed() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if to_jsonb(new) - 'billed_run_id' = to_jsonb(old) - 'billed_run_id' then return new; end if;
    end if;
    raise exception 'reading % is used in a bill and never changes', old.id using errcode = 'restrict_violation';
end $$;

call root.community_table('metering', 'share_group');
call root.community_table('metering', 'meter');
call root.frozen_table('metering', 'reading', array['value', 'previous', 'multiplier', 'is_rollover', 'old_stop', 'new_start',
    'usage', 'read_on', 'source', 'read_by', 'note', 'written_at', 'version', 'billed_run_id']);
grant delete on metering.reading to ${appRole};
create trigger no_change_once_billed before update or delete on metering.reading
    for each row when (old.billed_run_id is not null) execute function metering.refuse_billed();
