-- 费用异议了结的时刻；从前的只知道哪一天，算那天终了。
alter table billing.dispute add column decided_at timestamptz;
update billing.dispute set decided_at = (decided_on + 1)::timestamp at time zone 'Asia/Shanghai' - interval '1 second' where decided_on is not null;
alter table billing.dispute add check ((decided_on is null) = (decided_at is null));
grant update (decided_at) on billing.dispute to ${appRole};
