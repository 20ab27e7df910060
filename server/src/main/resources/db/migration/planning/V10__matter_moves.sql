-- 提的人没等到答复可以撤回；等答复的、在落实的，经手的人走了、办不了，可以转给另一个人。
alter table planning.matter
    add withdrawn_at  timestamptz,
    add withdrawn_why text check (withdrawn_why <> ''),
    add check (num_nonnulls(withdrawn_at, withdrawn_why) in (0, 2)),
    -- what was answered stays answered
    add check (withdrawn_at is null or decided_at is null);
grant update (withdrawn_at, withdrawn_why) on planning.matter to ${appRole};
alter table planning.matter_step
    drop constraint matter_step_move_check,
    add check (move in ('SUBMIT', 'RAISE', 'DECIDE', 'FINISH', 'PAPER', 'WITHDRAW', 'HAND'));
