create schema access;

-- 员工账号
create table access.staff (
    id                   bigint generated always as identity primary key,
    username             text not null collate "C" check (username ~ '^[a-z0-9._-]{2,40}$'),
    name                 text not null check (length(name) between 1 and 60),
    phone                text,
    password_hash        text,
    must_change_password boolean not null default false,
    password_changed_at  timestamptz,
    is_active            boolean not null default true,
    last_signed_in_at    timestamptz,
    created_at           timestamptz not null,
    unique (username)
);

-- 角色与权限（权限：模块.动词）
create table access.role (
    id         bigint generated always as identity primary key,
    key        text not null unique collate "C" check (key ~ '^[a-z0-9_]{2,60}$'),
    name       text not null,
    is_builtin boolean not null default false
);
create table access.role_permission (
    role_id    bigint not null references access.role on delete cascade,
    permission text not null collate "C",
    primary key (role_id, permission)
);

-- 授权：某人在某小区（空为全部小区）自某日至某日担任某角色
create table access.role_grant (
    id           bigint generated always as identity primary key,
    staff_id     bigint not null references access.staff,
    role_id      bigint not null references access.role,
    community_id bigint,
    from_on      date not null,
    to_on        date,
    granted_by   bigint references access.staff,
    check (to_on is null or to_on >= from_on)
);
create index role_grant_of_staff on access.role_grant (staff_id);

-- 代理：某人不在的日子由谁代办；代理人这些天有他的授权，审计写明代谁
create table access.deputy (
    id         bigint generated always as identity primary key,
    staff_id   bigint not null references access.staff,
    deputy_id  bigint not null references access.staff,
    from_on    date not null,
    to_on      date not null,
    reason     text not null,
    made_by    bigint references access.staff,
    created_at timestamptz not null,
    check (to_on >= from_on),
    check (staff_id <> deputy_id)
);
create index deputy_of_deputy on access.deputy (deputy_id);

-- 用过的密码（摘要），供「不得与最近三次相同」
create table access.password_history (
    staff_id      bigint not null references access.staff,
    id            bigint generated always as identity,
    password_hash text not null,
    changed_at    timestamptz not null,
    primary key (staff_id, id)
);

-- 登录失败：不论账号有没有都记，免得从答复里看出账号存在；按来处分开，外人的猜测锁不住本人
create table access.sign_in_attempt (
    username     text not null collate "C",
    address      text not null collate "C",
    failures     int not null,
    last_at      timestamptz not null,
    locked_until timestamptz,
    primary key (username, address)
);

-- 首次启动的一次性链接
create table access.setup_link (
    token_hash bytea primary key,
    expires_at timestamptz not null,
    used_at    timestamptz
);

-- 接口令牌：只存摘要，写明范围与到期
create table access.api_token (
    id           bigint generated always as identity primary key,
    staff_id     bigint not null references access.staff,
    name         text not null,
    token_hash   bytea not null unique,
    communities  bigint[] not null,
    permissions  text[] not null,
    expires_at   timestamptz not null,
    revoked_at   timestamptz,
    last_used_at timestamptz,
    created_at   timestamptz not null
);

-- 会话（Spring Session 的表；session_id 存的是令牌的摘要）
create table access.session (
    primary_id            char(36) not null primary key,
    session_id            varchar(64) not null unique,
    creation_time         bigint not null,
    last_access_time      bigint not null,
    max_inactive_interval int not null,
    expiry_time           bigint not null,
    principal_name        varchar(100)
);
create index session_by_expiry on access.session (expiry_time);
create index session_by_principal on access.session (principal_name);
create table access.session_attributes (
    session_primary_id char(36) not null references access.session on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea not null,
    primary key (session_primary_id, attribute_name)
);

-- 审计：每个改动请求一行，只增不改；community_id 0 是公司
create table access.audit (
    community_id bigint not null,
    id           bigint generated always as identity,
    at           timestamptz not null,
    staff_id     bigint,
    staff_name   text,
    deputy_for   bigint,
    address      text,
    action       text not null,
    permission   text,
    path         text not null,
    status       int not null,
    code         text,
    subject      text,
    before       jsonb,
    after        jsonb,
    primary key (community_id, id)
);
create index audit_by_time on access.audit (community_id, at);
create index audit_of_company_by_time on access.audit (at, id);

call root.reference_table('access', 'staff');
call root.reference_table('access', 'role');
call root.reference_table('access', 'role_permission');
call root.reference_table('access', 'role_grant');
call root.reference_table('access', 'deputy');
call root.reference_table('access', 'password_history');
call root.reference_table('access', 'sign_in_attempt');
call root.reference_table('access', 'setup_link');
call root.reference_table('access', 'api_token');
call root.reference_table('access', 'session');
call root.reference_table('access', 'session_attributes');
call root.append_only('access', 'audit');
