-- 数据范围：每条语句都在一个事务里，事务开头 set local anju.scope = '3,4'；行级安全只放行这些小区的行。
create schema root;
grant usage on schema root to ${appRole};

-- The trailing -1 is no community; it makes the text of a transaction that never said its scope ('') a malformed
-- array, so that such a statement fails instead of silently seeing nothing. Community 0 is the company itself.
create function root.scope() returns bigint[] language sql stable parallel safe
    as $$ select ('{' || current_setting('anju.scope') || ',-1}')::bigint[] $$;

create function root.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% on %.% is refused: posted rows never change', tg_op, tg_table_schema, tg_table_name
        using errcode = 'restrict_violation';
end $$;

create procedure root.guard(in_schema text, in_table text) language plpgsql as $$
begin
    execute format('grant usage on schema %I to ${appRole}', in_schema);
    execute format('alter table %I.%I enable row level security', in_schema, in_table);
    execute format('create policy scope on %I.%I using (community_id = any (root.scope()))', in_schema, in_table);
end $$;

-- A table of a community: rows may be changed and deleted.
create procedure root.community_table(in_schema text, in_table text) language plpgsql as $$
begin
    call root.guard(in_schema, in_table);
    execute format('grant select, insert, update, delete on %I.%I to ${appRole}', in_schema, in_table);
end $$;

-- A table of a community whose rows are only ever added.
create procedure root.append_only(in_schema text, in_table text) language plpgsql as $$
begin
    call root.guard(in_schema, in_table);
    execute format('grant select, insert on %I.%I to ${appRole}', in_schema, in_table);
    execute format('create trigger no_change before update or delete on %I.%I for each row execute function root.refuse_change()',
                   in_schema, in_table);
    execute format('create trigger no_truncate before truncate on %I.%I execute function root.refuse_change()',
                   in_schema, in_table);
end $$;

-- A table of a community of whose rows only the named columns ever move; deleting is granted separately where it must be.
create procedure root.frozen_table(in_schema text, in_table text, in_movable text[]) language plpgsql as $$
declare
    fixed text;
begin
    call root.guard(in_schema, in_table);
    select string_agg(quote_ident(column_name), ', ' order by ordinal_position) into fixed
      from information_schema.columns
     where table_schema = in_schema and table_name = in_table and column_name <> all (in_movable);
    execute format('grant select, insert on %I.%I to ${appRole}', in_schema, in_table);
    execute format('grant update (%s) on %I.%I to ${appRole}',
                   (select string_agg(quote_ident(c), ', ') from unnest(in_movable) c), in_schema, in_table);
    execute format('create trigger no_change before update of %s on %I.%I for each row execute function root.refuse_change()',
                   fixed, in_schema, in_table);
end $$;

-- A table of the company: the same for every community, no rows to hide.
create procedure root.reference_table(in_schema text, in_table text) language plpgsql as $$
begin
    execute format('grant usage on schema %I to ${appRole}', in_schema);
    execute format('grant select, insert, update, delete on %I.%I to ${appRole}', in_schema, in_table);
end $$;
