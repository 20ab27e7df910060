-- 停收：一间房一个收费项目从哪天起不收，到哪天复收；批了才算数。
create table billing.charge_stop (
    community_id   bigint not null,
    id             bigint generated always as identity,
    room_id        bigint not null,
    charge_item_id bigint not null,
    from_on        date not null,
    until_on       date,
    reason         text not null check (reason <> ''),
    state          text collate "C" not null default 'WAITING' check (state in ('WAITING', 'APPROVED', 'REJECTED')),
    made_by        bigint not null,
    made_name      text not null,
    made_at        timestamptz not null,
    resumed_name   text,
    resumed_reason text,
    primary key (community_id, id),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, charge_item_id) references billing.charge_item,
    check (until_on >= from_on)
);
alter table billing.charge_stop add constraint charge_stop_overlap exclude using gist
    (community_id with =, room_id with =, charge_item_id with =, daterange(from_on, until_on, '[]') with &&)
    where (state in ('WAITING', 'APPROVED'));
call root.frozen_table('billing', 'charge_stop', array['until_on', 'state', 'resumed_name', 'resumed_reason']);

-- The days of the period that were left out when the line was made; none for nearly all lines.
alter table billing.bill add column stopped datemultirange;
create trigger stopped_no_change before update of stopped on billing.bill for each row execute function root.refuse_change();
