-- 受理台测速：小区 {community} 每间房一位业主、一辆车，三张办好的工单和一张没办好的，登记本上四笔；目录里有姓名、拼音、电话、车牌和房号。
create temporary table household on commit preserve rows as
with surname(n, han, initial) as (values (0, '王', 'w'), (1, '李', 'l'), (2, '张', 'z'), (3, '刘', 'l'), (4, '陈', 'c'), (5, '杨', 'y'), (6, '赵', 'z'), (7, '黄', 'h'), (8, '周', 'z'), (9, '吴', 'w'), (10, '徐', 'x'), (11, '孙', 's'), (12, '胡', 'h'), (13, '朱', 'z'), (14, '高', 'g'), (15, '林', 'l')),
given(n, han, initial) as (values (0, '伟', 'w'), (1, '芳', 'f'), (2, '娜', 'n'), (3, '敏', 'm'), (4, '静', 'j'), (5, '丽', 'l'), (6, '强', 'q'), (7, '磊', 'l'), (8, '军', 'j'), (9, '洋', 'y'), (10, '勇', 'y'), (11, '艳', 'y'),
    (12, '杰', 'j'), (13, '涛', 't'), (14, '明', 'm'), (15, '超', 'c'), (16, '霞', 'x'), (17, '平', 'p'), (18, '刚', 'g'), (19, '华', 'h'), (20, '建', 'j'), (21, '红', 'h'), (22, '文', 'w'))
select r.n, r.id room_id, r.code, s.han || a.han || b.han name, s.initial || a.initial || b.initial initials, '1' || lpad((r.n * 7919 % 10000000000)::text, 10, '0') phone,
       '粤Z' || lpad(upper(to_hex(r.n)), 5, '0') plate, null::bigint person_id
  from (select id, code, row_number() over (order by id) - 1 n from estate.room where community_id = {community}) r
  join surname s on s.n = r.n % 16 join given a on a.n = r.n / 16 % 23 join given b on b.n = r.n / 368 % 23;

insert into resident.person (community_id, kind, name, phone, source, recorded_at)
select {community}, 'PERSON', name, phone, 'IMPORT', '2026-07-01' from household;
update household h set person_id = p.id from resident.person p where p.community_id = {community} and p.phone = h.phone;

insert into resident.holding (community_id, room_id, person_id, role, from_on, source)
select {community}, room_id, person_id, 'OWNER', '2020-01-01', 'IMPORT' from household;

insert into resident.vehicle (community_id, person_id, room_id, plate)
select {community}, person_id, room_id, plate from household;

insert into servicedesk.ticket (community_id, number, kind, source, urgency, room_id, title, reporter, phone, person_id, state, accept_due_at, due_at,
                                opened_at, opened_by, opened_name, done_at, closed_at, conclusion)
select {community}, 'CS' || lpad((h.n * 4 + t)::text, 8, '0'), 'REPAIR', 'PHONE', 'NORMAL', h.room_id, '水龙头漏水 ' || t, h.name, h.phone, h.person_id,
       case when t = 3 then 'OPEN' else 'CLOSED' end, o.opened + interval '1 hour', o.opened + interval '1 day', o.opened, a.id, a.name,
       case when t < 3 then o.opened + interval '2 hours' end, case when t < 3 then o.opened + interval '3 hours' end, case when t < 3 then '修好了' end
  from household h cross join generate_series(0, 3) t
 cross join lateral (select timestamptz '2025-01-01 08:00+08' + make_interval(mins => (h.n % 50000 + t * 150000)::int) opened) o
 cross join (select id, name from access.staff where username = 'admin') a;

insert into servicedesk.contact (community_id, source, kind, room_id, caller, phone, said, introduced, ticket_id, received_at, made_by, made_name, made_at)
select t.community_id, 'PHONE', 'REPAIR', t.room_id, t.reporter, t.phone, t.title, true, t.id, t.opened_at, t.opened_by, t.opened_name, t.opened_at
  from servicedesk.ticket t where t.community_id = {community};

with entry as (
    insert into search.entry (community_id, kind, ref_id, title, subtitle, link)
    select {community}, 'PERSON', person_id, name, code, 'people/' || person_id from household
    returning id, ref_id)
insert into search.term (community_id, term, entry_id, kind, why)
select distinct on (t.term, e.id) {community}, t.term, e.id, 'PERSON', t.why
  from entry e join household h on h.person_id = e.ref_id
 cross join lateral (values (h.name, 'NAME'), (h.initials, 'PINYIN'), (h.phone, 'PHONE'), (right(h.phone, 4), 'PHONE'), (h.code, 'ROOM')) t(term, why)
 order by t.term, e.id;

with entry as (
    insert into search.entry (community_id, kind, ref_id, title, subtitle, link)
    select v.community_id, 'VEHICLE', v.id, v.plate, h.code, 'people/' || h.person_id
      from resident.vehicle v join household h on h.room_id = v.room_id where v.community_id = {community}
    returning id, title)
insert into search.term (community_id, term, entry_id, kind, why)
select {community}, spelling, id, 'VEHICLE', 'PLATE' from entry cross join lateral (values (lower(title)), (lower(substr(title, 3)))) t(spelling);

insert into search.term (community_id, term, entry_id, kind, why)
select community_id, title, id, 'ROOM', 'ROOM' from search.entry where community_id = {community} and kind = 'ROOM';

drop table household;
analyze estate.room, resident.person, resident.holding, resident.vehicle, servicedesk.ticket, servicedesk.contact, search.entry, search.term, billing.bill;
