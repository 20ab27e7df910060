-- 按时间找一个小区的审阅、质检、回话、上报、托付与协办：职责每两分钟看一遍。
create index ticket_review_by_time on servicedesk.ticket_review (community_id, made_at);
create index desk_check_by_time on servicedesk.desk_check (community_id, checked_at);
create index busy_call_by_time on servicedesk.busy_call (community_id, asked_at);
create index complaint_step_by_time on servicedesk.complaint_step (community_id, made_at);
create index affair_by_time on servicedesk.affair (community_id, made_at);
create index assistance_by_time on servicedesk.assistance (community_id, sent_at);
create index article_citation_subject on servicedesk.article_citation (community_id, subject_type, subject_id);
