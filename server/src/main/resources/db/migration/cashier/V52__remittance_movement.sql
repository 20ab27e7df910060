-- 押金、退款也上解款单：一笔只在一张没退回的单上。
create table cashier.remittance_movement (
    community_id  bigint not null,
    remittance_id bigint not null,
    movement_id   bigint not null,
    is_live       boolean not null default true,
    primary key (community_id, remittance_id, movement_id),
    foreign key (community_id, remittance_id) references cashier.remittance,
    foreign key (community_id, movement_id) references cashier.till_movement
);
create unique index movement_on_one_slip on cashier.remittance_movement (community_id, movement_id) where is_live;
call root.frozen_table('cashier', 'remittance_movement', array['is_live']);

-- What was taken before: its cash went with the next slip.
insert into cashier.remittance_movement (community_id, remittance_id, movement_id)
select m.community_id, r.id, m.id
  from cashier.till_movement m
  join lateral (select min(r.id) id from cashier.remittance r
                 where r.community_id = m.community_id and r.handed_at >= m.made_at and r.state <> 'RETURNED') r on r.id is not null
 where m.shift_id is not null;
