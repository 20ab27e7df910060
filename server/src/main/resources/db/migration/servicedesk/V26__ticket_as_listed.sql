-- 工单清单的次序：没了的在前，先到期的在前；十万张里取头一页，不再全部排一遍。
create index ticket_as_listed on servicedesk.ticket
    (community_id, (closed_at is null) desc, (case when closed_at is null then due_at end), opened_at desc, id desc);
