-- 每户每月的联系：从已有的记录里数，一户一个月有一条就算；走访先排后走，走了写意见与改进。
create table engagement.visit (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    room_id      bigint not null,
    -- the steward's area on the day it was written
    area_id      bigint,
    state        text collate "C" not null check (state in ('PLANNED', 'DONE', 'CANCELLED')),
    planned_on   date,
    staff_id     bigint not null references access.staff,
    staff_name   text not null,
    way          text collate "C" check (way in ('VISIT', 'PHONE', 'WECHAT', 'MET')),
    done_at      timestamptz,
    -- somebody was reached and spoke
    reached      boolean,
    opinion      text check (opinion <> ''),
    improvement  text check (improvement <> ''),
    satisfaction text collate "C" check (satisfaction in ('SATISFIED', 'FAIR', 'DISSATISFIED')),
    cancelled_why text check (cancelled_why <> ''),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    primary key (community_id, id),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, area_id) references estate.steward_area,
    check ((state = 'DONE') = (done_at is not null)),
    check (num_nonnulls(done_at, way, reached) in (0, 3)),
    check ((state = 'CANCELLED') = (cancelled_why is not null)),
    check (state = 'DONE' or planned_on is not null),
    check (opinion is null or reached)
);
create index visit_by_room on engagement.visit (community_id, room_id, done_at);
create index visit_by_done on engagement.visit (community_id, done_at);
-- A household waits for one visit at a time.
create unique index one_planned_visit on engagement.visit (community_id, room_id) where state = 'PLANNED';

call root.frozen_table('engagement', 'visit', array['state', 'way', 'done_at', 'reached', 'opinion', 'improvement', 'satisfaction', 'cancelled_why', 'staff_id', 'staff_name']);
create function engagement.refuse_done_visit() returns trigger language plpgsql as $$
begin
    raise exception 'visit % of community % is over', old.id, old.community_id using errcode = 'restrict_violation';
end $$;
create trigger stays_done before update on engagement.visit for each row when (old.state <> 'PLANNED') execute function engagement.refuse_done_visit();

-- Every contact with a household that left a record, from the first day to before the last; effective where the household itself spoke.
create function engagement.contacts(in_community bigint, in_from date, in_to date) returns table (room_id bigint, at timestamptz, channel text, who text, said text, is_effective boolean)
    language sql stable as $$
    select c.room_id, c.received_at, case c.source when 'PHONE' then 'PHONE' when 'COUNTER' then 'COUNTER' when 'STEWARD' then 'VISIT' else 'MESSAGE' end, c.made_name, c.said, true
      from servicedesk.contact c
     where c.community_id = in_community and c.room_id is not null and c.source not in ('ROUND', 'QUALITY')
       and c.received_at >= in_from::timestamp at time zone 'Asia/Shanghai' and c.received_at < in_to::timestamp at time zone 'Asia/Shanghai'
    union all
    select t.room_id, t.opened_at, 'TICKET', t.opened_name, t.title, true
      from servicedesk.ticket t
     where t.community_id = in_community and t.room_id is not null and t.source not in ('ROUND', 'QUALITY') and t.state <> 'CANCELLED'
       and t.opened_at >= in_from::timestamp at time zone 'Asia/Shanghai' and t.opened_at < in_to::timestamp at time zone 'Asia/Shanghai'
    union all
    select t.room_id, b.made_at, 'CALLBACK', b.made_name, coalesce(b.opinion, '回访 ' || t.title), true
      from servicedesk.callback b join servicedesk.ticket t on t.community_id = b.community_id and t.id = b.ticket_id
     where b.community_id = in_community and t.room_id is not null and b.outcome <> 'UNREACHED'
       and b.made_at >= in_from::timestamp at time zone 'Asia/Shanghai' and b.made_at < in_to::timestamp at time zone 'Asia/Shanghai'
    union all
    select p.room_id, p.paid_at, 'PAYMENT', null, '柜台缴费', false
      from cashier.payment p where p.community_id = in_community and p.paid_on >= in_from and p.paid_on < in_to
    union all
    select d.room_id, d.arrived_at, 'VISIT', d.collector_name, '上门收费', false
      from cashier.doorstep_visit d
     where d.community_id = in_community and d.arrived_at >= in_from::timestamp at time zone 'Asia/Shanghai' and d.arrived_at < in_to::timestamp at time zone 'Asia/Shanghai'
    union all
    select c.room_id, c.contacted_at, case c.way when 'PHONE' then 'PHONE' when 'VISIT' then 'VISIT' else 'MESSAGE' end, c.made_name, '催缴联系', c.way in ('PHONE', 'VISIT')
      from collection.contact c
     where c.community_id = in_community and c.outcome <> 'UNREACHED'
       and c.contacted_at >= in_from::timestamp at time zone 'Asia/Shanghai' and c.contacted_at < in_to::timestamp at time zone 'Asia/Shanghai'
    union all
    select n.room_id, n.noted_on::timestamp at time zone 'Asia/Shanghai', case n.way when 'VISIT' then 'VISIT' when 'PHONE' then 'PHONE' when 'WECHAT' then 'MESSAGE' else 'MET' end, n.made_name,
           n.text, true
      from resident.steward_note n where n.community_id = in_community and n.noted_on >= in_from and n.noted_on < in_to
    union all
    select s.room_id, s.at, 'SURVEY', s.made_name, '答了问卷', true
      from engagement.survey_return s
     where s.community_id = in_community and s.at >= in_from::timestamp at time zone 'Asia/Shanghai' and s.at < in_to::timestamp at time zone 'Asia/Shanghai'
    union all
    select v.room_id, v.done_at, case v.way when 'VISIT' then 'VISIT' when 'PHONE' then 'PHONE' when 'WECHAT' then 'MESSAGE' else 'MET' end, v.staff_name, coalesce(v.opinion, '见到了，没有意见'), true
      from engagement.visit v
     where v.community_id = in_community and v.state = 'DONE' and v.reached
       and v.done_at >= in_from::timestamp at time zone 'Asia/Shanghai' and v.done_at < in_to::timestamp at time zone 'Asia/Shanghai' $$;
