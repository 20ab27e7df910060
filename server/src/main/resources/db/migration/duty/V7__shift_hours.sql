-- 签到签退照本人当天的班：班表改了，还没到点的一回跟着改；办了的一回期限不动。
alter table duty.task add times smallint check (times > 0);
drop trigger no_change on duty.task;
create trigger no_change before update of community_id, id, duty_id, round_from, round_to, holder, made_at on duty.task
    for each row execute function root.refuse_change();
create function duty.refuse_move_when_done() returns trigger language plpgsql as $$
begin
    if old.done_at is not null then
        raise exception 'the hour of a round that is done does not move';
    end if;
    return new;
end $$;
create trigger no_move_when_done before update of due_at, times on duty.task for each row
    when (old.due_at is distinct from new.due_at or old.times is distinct from new.times) execute function duty.refuse_move_when_done();
grant update (due_at, times) on duty.task to ${appRole};
