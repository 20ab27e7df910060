-- 重大投诉交给部门的一份就是一张协办单：有人办、有人催、过期看得见。
alter table servicedesk.complaint_part
    add column assistance_id bigint,
    add foreign key (community_id, assistance_id) references servicedesk.assistance;
create unique index complaint_part_of_assistance on servicedesk.complaint_part (community_id, assistance_id) where assistance_id is not null;
