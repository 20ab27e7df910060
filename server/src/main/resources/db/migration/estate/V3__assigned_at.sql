-- 片区指派：谁指派的、什么时候；生效的日子可以写以前以后，指派的时刻不能。
alter table estate.steward_assignment
    add column made_by   bigint references access.staff,
    add column made_name text,
    add column made_at   timestamptz,
    add check (num_nonnulls(made_by, made_name, made_at) in (0, 3));
