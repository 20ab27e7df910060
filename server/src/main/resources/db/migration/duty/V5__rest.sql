-- 本人的休息日（班表上的休息、周末、节假日）：只有他办的一回免办；来了照样打勾。
alter table duty.task add is_rest boolean not null default false;
grant update (is_rest) on duty.task to ${appRole};
