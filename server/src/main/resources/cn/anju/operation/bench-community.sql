-- 测速用的小区：{community} 号，{rooms} 间房，每栋 200 间、两个单元；每间一只水表一只电表，每栋一只公共电表。
insert into estate.building (community_id, code)
select {community}, n::text from generate_series(1, ({rooms} + 199) / 200) n;

insert into estate.entrance (community_id, building_id, code)
select b.community_id, b.id, e::text from estate.building b, generate_series(1, 2) e where b.community_id = {community};

insert into estate.room (community_id, building_id, entrance_id, code, number, floor, kind, gross_area, status, handover_on)
select b.community_id, b.id, e.id, b.code || '-' || e.code || '-' || p.floor * 100 + p.place, (p.floor * 100 + p.place)::text, p.floor, 'HOUSE',
       60 + p.i % 80 + 0.25, case when p.i % 10 = 0 then 'VACANT' else 'SELF_USED' end,
       case when p.i % 50 = 7 then date '2026-07-11' else date '2020-01-01' end
  from (select i, (i - 1) / 200 + 1 building, (i - 1) % 200 / 100 + 1 entrance, (i - 1) % 100 / 4 + 1 floor, (i - 1) % 4 + 1 place
          from generate_series(1, {rooms}) i) p
  join estate.building b on b.community_id = {community} and b.code = p.building::text
  join estate.entrance e on e.community_id = b.community_id and e.building_id = b.id and e.code = p.entrance::text;

insert into metering.share_group (community_id, code)
select community_id, code from estate.building where community_id = {community};

insert into metering.meter (community_id, number, kind, room_id, multiplier, digits, start_reading, start_on, used_this_year)
select r.community_id, k.letter || r.code, k.kind, r.id, 1, 6, 0, '2026-07-01', r.id % 200
  from estate.room r, (values ('W', '水'), ('E', '电')) k(letter, kind) where r.community_id = {community};

insert into metering.meter (community_id, number, kind, share_group_id, multiplier, digits, start_reading, start_on, used_this_year)
select community_id, 'P' || code, '电', id, 1, 6, 0, '2026-07-01', 0 from metering.share_group where community_id = {community};

insert into metering.reading (community_id, meter_id, month, value, previous, multiplier, is_rollover, usage, read_on, source, read_by, written_at)
select community_id, id, '2026-07-01', 5 + id % 400, 0, 1, false, 5 + id % 400, '2026-07-31', 'IMPORT', '测速', '2026-08-01'
  from metering.meter where community_id = {community} and id % 1000 <> 0;

insert into billing.charge_item (community_id, code, name, is_pass_through)
values ({community}, '物业服务费', '物业服务费', false), ({community}, '垃圾清运费', '垃圾清运费', false), ({community}, '水费', '水费', true),
       ({community}, '电费', '电费', true), ({community}, '公摊电费', '公摊电费', true);

insert into billing.tariff (community_id, code, charge_item_id, rule, room_kinds, price, tiers, is_yearly, meter_kind, share_basis, cycle,
                            from_on, vacancy_factor, due_day, late_fee_rate, is_developer_charged, made_by, made_at)
select {community}, t.code, i.id, t.rule, array['HOUSE'], t.price, t.tiers, t.is_yearly, t.meter_kind, t.basis, 'MONTH', '2020-01-01', t.vacancy, 25,
       0.0005, false, '测速', '2026-07-01'
  from (values ('WY01', '物业服务费', 'BY_AREA', 2.35, null, false, null, null, 0.7),
               ('LJ01', '垃圾清运费', 'FIXED', 8, null, false, null, null, 1),
               ('SF01', '水费', 'METERED', null, '0-180:5.00;180-260:7.00;260-:9.00', true, '水', null, 1),
               ('DF01', '电费', 'METERED', null, '0-240:0.4883;240-400:0.5383;400-:0.7883', false, '电', null, 1),
               ('GT01', '公摊电费', 'SHARED', 0.52, null, false, '电', 'AREA', 1))
       t(code, item, rule, price, tiers, is_yearly, meter_kind, basis, vacancy)
  join billing.charge_item i on i.community_id = {community} and i.code = t.item;

insert into search.entry (community_id, kind, ref_id, title, link)
select community_id, 'ROOM', id, code, 'rooms/' || id from estate.room where community_id = {community};
