-- 统计跟得上：刚导入、刚出账的小区，行级安全后面没有统计的表按一行估，连接会变成逐行查（720 户的欠费要三秒），
-- 等不到自动分析。只看长大了的表，别人正在分析的不等。
create function root.refresh_statistics() returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    grown regclass;
begin
    for grown in
        select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind = 'r' and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
           and pg_get_userbyid(c.relowner) = current_user
           and pg_relation_size(c.oid) / current_setting('block_size')::int > c.relpages * 1.1
         order by c.oid
    loop
        execute format('analyze (skip_locked) %s', grown);
    end loop;
end $$;
revoke execute on function root.refresh_statistics() from public;
grant execute on function root.refresh_statistics() to ${appRole};
