-- 授权是哪一刻给的：任职起止可以写以前以后，给的时刻不能。
alter table access.role_grant add column granted_at timestamptz;
create index role_grant_by_community on access.role_grant (community_id, granted_at);
