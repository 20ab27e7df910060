-- 每天的维修投诉汇总，一天一条地找。
create index notice_digest on notification.notice (community_id, made_at) where once_key like 'service-digest:%';
