-- {residents} 位住户的搜索目录，一个小区的份：姓名、全拼、首字母、电话、后四位，和他的房号。
with surname as (
    select row_number() over () - 1 n, *
      from (values ('王', 'wang', 'w'), ('李', 'li', 'l'), ('张', 'zhang', 'z'), ('刘', 'liu', 'l'), ('陈', 'chen', 'c'), ('杨', 'yang', 'y'), ('赵', 'zhao', 'z'), ('黄', 'huang', 'h'),
                   ('周', 'zhou', 'z'), ('吴', 'wu', 'w'), ('徐', 'xu', 'x'), ('孙', 'sun', 's'), ('胡', 'hu', 'h'), ('朱', 'zhu', 'z'), ('高', 'gao', 'g'), ('林', 'lin', 'l')) v(han, pinyin, initial)),
given as (
    select row_number() over () - 1 n, *
      from (values ('伟', 'wei', 'w'), ('芳', 'fang', 'f'), ('娜', 'na', 'n'), ('敏', 'min', 'm'), ('静', 'jing', 'j'), ('丽', 'li', 'l'), ('强', 'qiang', 'q'), ('磊', 'lei', 'l'), ('军', 'jun', 'j'),
                   ('洋', 'yang', 'y'), ('勇', 'yong', 'y'), ('艳', 'yan', 'y'), ('杰', 'jie', 'j'), ('涛', 'tao', 't'), ('明', 'ming', 'm'), ('超', 'chao', 'c'), ('霞', 'xia', 'x'), ('平', 'ping', 'p'),
                   ('刚', 'gang', 'g'), ('华', 'hua', 'h'), ('建', 'jian', 'j'), ('红', 'hong', 'h'), ('文', 'wen', 'w')) v(han, pinyin, initial)),
person as (
    select i, s.han || a.han || b.han name, s.pinyin || a.pinyin || b.pinyin pinyin, s.initial || a.initial || b.initial initials,
           '1' || lpad(((i * 7919 + {community} * 104729) % 10000000000)::text, 10, '0') phone,
           (1 + i / 1000) || '-' || (1 + i % 1000 / 250) || '-' || (1 + i % 250 / 8) || lpad((1 + i % 8)::text, 2, '0') code
      from generate_series(0, {residents} - 1) i
      join surname s on s.n = i % 16 join given a on a.n = i / 16 % 23 join given b on b.n = i / 368 % 23),
entry as (
    insert into search.entry (community_id, kind, ref_id, title, subtitle, link)
    select {community}, 'PERSON', i, name, code, 'people/' || i from person order by i
    returning id, ref_id)
insert into search.term (community_id, term, entry_id, kind, why)
select distinct on (t.term, e.id) {community}, t.term, e.id, 'PERSON', t.why
  from entry e join person p on p.i = e.ref_id
 cross join lateral (values (p.name, 'NAME'), (p.pinyin, 'PINYIN'), (p.initials, 'PINYIN'), (p.phone, 'PHONE'), (right(p.phone, 4), 'PHONE'), (p.code, 'ROOM')) t(term, why)
 order by t.term, e.id;
