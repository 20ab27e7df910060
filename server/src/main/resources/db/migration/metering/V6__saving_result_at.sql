-- 节能措施的结果是什么时候写的；从前写下的，只知道不晚于今天。
alter table metering.saving_measure add column result_at timestamptz;
update metering.saving_measure set result_at = now() where result is not null;
alter table metering.saving_measure add check ((result is null) = (result_at is null));
grant update (result_at) on metering.saving_measure to ${appRole};
