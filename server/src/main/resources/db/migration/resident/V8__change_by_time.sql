-- 档案变更按时间找：谁今天改了档、发了卡。
create index change_by_time on resident.change (community_id, changed_at);
