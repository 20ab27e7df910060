-- 测速用的一年：今天派出的每一回（小区 {community}）照样往前派，每天的 365 次，每周的 52 次，每月的 12 次；十回里九回办了，一回迟了。
with past as (
    select t.duty_id, t.holder, t.doer_id, t.round_from - m.days from_on, t.round_to - m.days to_on, t.due_at - make_interval(days => m.days) due_at, t.id + m.days seed
      from duty.task t
     cross join lateral (select t.round_to - t.round_from + 1 length) l
     cross join lateral (select n * l.length days from generate_series(1, 365 / l.length) n) m
     where t.community_id = {community})
insert into duty.task (community_id, duty_id, round_from, round_to, holder, doer_id, due_at, made_at, done_at, done_by, done_name, proof, link)
select {community}, p.duty_id, p.from_on, p.to_on, p.holder, p.doer_id, p.due_at, p.from_on,
       case when is_done then case when p.seed % 10 = 1 then p.due_at + interval '3 hours' else greatest(p.due_at - interval '1 hour', p.from_on::timestamp at time zone 'Asia/Shanghai') end end,
       case when is_done then coalesce(p.doer_id, 1) end, case when is_done then '员工' end, case when is_done then '有记录' end, case when is_done then 'duties' end
  from past p cross join lateral (select p.seed % 10 > 0 is_done) d
    on conflict do nothing;

analyze duty.task;
