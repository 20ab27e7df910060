-- 一回过完了，这期间本没有要办的事（没收现金就没有款可解）：不算漏办。
alter table duty.task
    add column idle_at timestamptz,
    add check (idle_at is null or done_at is null);
grant update (idle_at) on duty.task to ${appRole};
