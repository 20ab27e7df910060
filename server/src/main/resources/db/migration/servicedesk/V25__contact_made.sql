-- 登记本按写下的时间找：职责每两分钟看一遍今天写了没有。
create index contact_by_made on servicedesk.contact (community_id, made_at);
