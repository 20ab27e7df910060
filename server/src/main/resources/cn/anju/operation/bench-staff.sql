-- 测速用的 {staff} 个人：各种岗位轮着来，都在小区 {community}。
with role as (
    select id, row_number() over (order by id) - 1 n, count(*) over () roles from access.role where is_builtin and key not in ('administrator', 'general_manager')),
made as (
    insert into access.staff (username, name, created_at)
    select 'bench' || i, '员工 ' || i, '2025-01-01' from generate_series(1, {staff}) i
    returning id, username)
insert into access.role_grant (staff_id, role_id, community_id, from_on)
select m.id, r.id, {community}, '2025-01-01' from made m join role r on r.n = substr(m.username, 6)::int % r.roles;
