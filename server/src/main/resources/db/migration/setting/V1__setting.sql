create schema setting;

-- 设置：公司的值（community_id 0）与小区自己的值；改动只追加，最新一行有效
create table setting.setting_value (
    community_id bigint not null,
    id           bigint generated always as identity,
    key          text not null collate "C",
    value        text,
    changed_by   bigint,
    changed_name text,
    changed_at   timestamptz not null,
    primary key (community_id, id)
);
create index setting_value_by_key on setting.setting_value (community_id, key, id);

call root.append_only('setting', 'setting_value');

-- The company's value counts in each community that has none of its own, and a community's transaction sees only its
-- own rows; this function, run as the owner, opens just that one row.
create function setting.company_value(in_key text) returns text
    language sql stable security definer set search_path = pg_catalog
    as $$ select value from setting.setting_value where community_id = 0 and key = in_key order by id desc limit 1 $$;
revoke all on function setting.company_value(text) from public;
grant execute on function setting.company_value(text) to ${appRole};
