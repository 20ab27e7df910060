-- 收款人员：谁在哪些楼栋上门收款，从哪天到哪天；没有楼栋的管全小区。
create table cashier.collector_area (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    staff_id     bigint not null,
    staff_name   text not null,
    building_id  bigint,
    from_on      date not null,
    to_on        date,
    note         text,
    made_by      bigint not null,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, building_id) references estate.building,
    check (to_on >= from_on),
    exclude using gist (community_id with =, staff_id with =, coalesce(building_id, 0) with =, daterange(from_on, to_on, '[]') with &&)
);
create index collector_area_by_building on cashier.collector_area (community_id, building_id);
call root.frozen_table('cashier', 'collector_area', array['to_on']);

-- Somebody else may be sent instead.
drop trigger no_change on cashier.doorstep_visit;
create trigger no_change before update of community_id, id, room_id, visit_on, visit_at, contact, note, made_by, made_name, made_at
    on cashier.doorstep_visit for each row execute function root.refuse_change();
grant update (collector_id, collector_name) on cashier.doorstep_visit to ${appRole};
