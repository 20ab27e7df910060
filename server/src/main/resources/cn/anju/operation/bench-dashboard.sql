-- 收缴率一览测速用的小区：{community} 号，{rooms} 间房，四个项目，六十个月的账单，八成在应缴日前后收到。
insert into estate.building (community_id, code)
select {community}, n::text from generate_series(1, ({rooms} + 199) / 200) n;

insert into estate.room (community_id, building_id, code, number, floor, kind, gross_area, status, handover_on)
select b.community_id, b.id, b.code || '-' || i, i::text, i % 30, 'HOUSE', 90, 'SELF_USED', '2020-01-01'
  from generate_series(1, {rooms}) i join estate.building b on b.community_id = {community} and b.code = ((i - 1) / 200 + 1)::text;

insert into billing.charge_item (community_id, code, name, is_pass_through)
select {community}, n, n, false from unnest(array['物业服务费', '垃圾清运费', '公摊电费', '车位服务费']) n;

insert into billing.tariff (community_id, code, charge_item_id, rule, room_kinds, price, is_yearly, cycle, from_on, vacancy_factor, due_day,
                            late_fee_rate, is_developer_charged, made_by, made_at)
select {community}, i.code, i.id, 'FIXED', array['HOUSE'], 100, false, 'MONTH', '2020-01-01', 1, 25, 0, false, '测速', '2020-01-01'
  from billing.charge_item i where i.community_id = {community};

insert into billing.bill_run (community_id, month, kind, state, lines, total, entry_on, made_by, made_at)
select {community}, m::date, 'MONTH', 'PUBLISHED', {rooms} * 4, {rooms} * 400, (m + interval '1 month - 1 day')::date, '测速', m
  from generate_series(timestamp '2021-07-01', timestamp '2026-06-01', interval '1 month') m;

insert into billing.bill (community_id, run_id, room_id, tariff_id, period_start, period_end, quantity, amount, outstanding, due_on, payer)
select n.community_id, n.id, r.id, t.id, n.month, n.entry_on, 1, 100, case when r.id % 5 = 0 then 100 else 0 end, n.month + 24, 'OWNER'
  from billing.bill_run n
  join estate.room r on r.community_id = n.community_id
  join billing.tariff t on t.community_id = n.community_id
 where n.community_id = {community};

insert into billing.settlement (community_id, bill_id, kind, amount, settled_on, source_id)
select community_id, id, 'PAYMENT', 100, due_on + (room_id % 40)::int - 20, 1 from billing.bill where community_id = {community} and outstanding = 0;
