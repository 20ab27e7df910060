-- 交接班：写的人交，接的人逐项签；没签的一项还在交班人手上。
create schema workforce;

create table workforce.number_series (
    community_id bigint not null references estate.community,
    prefix       text collate "C" not null,
    month        date not null check (extract(day from month) = 1),
    last         int not null check (last > 0),
    primary key (community_id, prefix, month)
);

create table workforce.handover (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    number       text collate "C" not null,
    post         text collate "C" not null check (post in ('FRONT_DESK', 'STEWARD', 'ENGINEERING', 'CONTROL_ROOM', 'GUARD')),
    shift        text collate "C" not null check (shift in ('EARLY', 'DAY', 'LATE', 'NIGHT')),
    -- the day on which the shift began
    day          date not null,
    log          text not null check (log <> ''),
    -- grows with every change before the signature: who signs says what he has read
    version      int not null default 1 check (version > 0),
    handed_by    bigint not null references access.staff,
    handed_name  text not null,
    handed_at    timestamptz not null,
    signed_by    bigint references access.staff,
    signed_name  text,
    signed_at    timestamptz check (signed_at >= handed_at),
    remark       text check (remark <> ''),
    primary key (community_id, id),
    unique (community_id, number),
    check (signed_by <> handed_by),
    check (num_nonnulls(signed_by, signed_name, signed_at) in (0, 3)),
    check (remark is null or signed_by is not null)
);
create index handover_by_day on workforce.handover (community_id, day);
-- One who leaves has one paper that waits; a second click finds it.
create unique index one_unsigned_handover on workforce.handover (community_id, handed_by) where signed_by is null;

create table workforce.handover_line (
    community_id bigint not null,
    id           bigint generated always as identity,
    handover_id  bigint not null,
    position     int not null check (position > 0),
    kind         text collate "C" not null check (kind in ('TICKET', 'INCIDENT', 'CASH', 'KEY', 'VISITOR', 'ALARM', 'MATTER')),
    text         text not null check (text <> ''),
    link         text check (link <> ''),
    -- somebody must be sent to see to it
    needs_person boolean not null,
    refused_why  text check (refused_why <> ''),
    taken_by     bigint references access.staff,
    taken_name   text,
    taken_at     timestamptz,
    primary key (community_id, id),
    foreign key (community_id, handover_id) references workforce.handover,
    check (num_nonnulls(taken_by, taken_name, taken_at) in (0, 3))
);
create index handover_line_by_handover on workforce.handover_line (community_id, handover_id, position);

-- Who sees to a line; the latest counts.
create table workforce.handover_task (
    community_id bigint not null,
    id           bigint generated always as identity,
    line_id      bigint not null,
    staff_id     bigint not null references access.staff,
    staff_name   text not null,
    note         text check (note <> ''),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    primary key (community_id, id),
    foreign key (community_id, line_id) references workforce.handover_line
);
create index handover_task_by_line on workforce.handover_task (community_id, line_id, id);
create index handover_task_of_staff on workforce.handover_task (community_id, staff_id);

-- What came of it.
create table workforce.handover_outcome (
    community_id bigint not null,
    line_id      bigint not null,
    outcome      text not null check (outcome <> ''),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    primary key (community_id, line_id),
    foreign key (community_id, line_id) references workforce.handover_line
);

call root.community_table('workforce', 'number_series');
call root.frozen_table('workforce', 'handover', array['post', 'shift', 'day', 'log', 'version', 'signed_by', 'signed_name', 'signed_at', 'remark']);
call root.frozen_table('workforce', 'handover_line', array['refused_why', 'taken_by', 'taken_name', 'taken_at']);
grant delete on workforce.handover_line to ${appRole};
call root.append_only('workforce', 'handover_task');
call root.append_only('workforce', 'handover_outcome');

create function workforce.refuse_after_signature() returns trigger language plpgsql as $$
begin
    raise exception 'handover % of community % is signed', old.number, old.community_id using errcode = 'restrict_violation';
end $$;
create trigger stays_signed before update on workforce.handover for each row when (old.signed_by is not null)
    execute function workforce.refuse_after_signature();

-- Lines are written and thrown away only while nobody has signed; a line that was taken stays as it was taken.
create function workforce.refuse_line_after_signature() returns trigger language plpgsql as $$
declare
    line workforce.handover_line := case when tg_op = 'INSERT' then new else old end;
begin
    if tg_op = 'UPDATE' then
        if old.taken_by is not null then
            raise exception 'line % of community % is taken', old.id, old.community_id using errcode = 'restrict_violation';
        end if;
    elsif exists (select from workforce.handover h where h.community_id = line.community_id and h.id = line.handover_id and h.signed_by is not null) then
        raise exception 'the handover of line % of community % is signed', line.id, line.community_id using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger stays_signed before insert or update or delete on workforce.handover_line for each row
    execute function workforce.refuse_line_after_signature();
-- Nobody takes from himself, line by line neither.
create function workforce.refuse_own_line() returns trigger language plpgsql as $$
begin
    if exists (select from workforce.handover h where h.community_id = new.community_id and h.id = new.handover_id and h.handed_by = new.taken_by) then
        raise exception 'line % of community %: nobody signs his own', new.id, new.community_id using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger not_own before update of taken_by on workforce.handover_line for each row when (new.taken_by is not null)
    execute function workforce.refuse_own_line();
