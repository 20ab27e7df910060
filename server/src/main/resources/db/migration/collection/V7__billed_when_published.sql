-- 出了账的那天就算应收：月初发布的账记在月末，收缴率不等到月末才把它算进应收。

-- The day of a run: the day of its entry, or of its publication where that was earlier.
create function collection.run_day(community bigint, run bigint, entry_on date) returns date language sql stable as $$
    select least(entry_on, (select (max(m.made_at) at time zone 'Asia/Shanghai')::date from billing.bill_run_move m
                             where m.community_id = community and m.run_id = run and m.to_state = 'PUBLISHED'))
$$;

-- Counted again from the rows with the right days; the totals catch up by themselves within minutes.
alter table collection.counted_run disable trigger user;
truncate collection.day_total, collection.item_total, collection.counted_run, collection.counted_mark;
alter table collection.counted_run enable trigger user;
