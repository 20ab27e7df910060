-- 活动与座谈：方案批了才办，报名、签到、意见逐条答复、花费对预算、总结；来过的住户算联系过一次。
create table engagement.gathering (
    community_id   bigint not null references estate.community,
    id             bigint generated always as identity,
    number         text collate "C" not null,
    kind           text collate "C" not null check (kind in ('CULTURE', 'CAMPAIGN', 'BRAND', 'FORUM', 'OWNER_MEETING')),
    title          text not null check (title <> ''),
    plan           text not null check (plan <> ''),
    place          text not null check (place <> ''),
    starts_at      timestamptz not null,
    ends_at        timestamptz not null check (ends_at > starts_at),
    sign_up_until  date,
    capacity       int check (capacity > 0),
    budget         numeric(14, 2) not null check (budget >= 0),
    -- an owners' meeting of one steward's area
    area_id        bigint,
    state          text collate "C" not null default 'DRAFT' check (state in ('DRAFT', 'REVIEW', 'READY', 'HELD', 'CLOSED', 'CANCELLED')),
    made_at        timestamptz not null,
    made_by        bigint not null references access.staff,
    made_name      text not null,
    submitted_at   timestamptz,
    reviewed_at    timestamptz,
    reviewed_name  text,
    review_note    text check (review_note <> ''),
    held_at        timestamptz,
    held_by        bigint references access.staff,
    held_name      text,
    minutes        text check (minutes <> ''),
    closed_at      timestamptz,
    closed_by      bigint references access.staff,
    closed_name    text,
    effect         text check (effect <> ''),
    cancelled_at   timestamptz,
    cancelled_name text,
    cancelled_why  text check (cancelled_why <> ''),
    primary key (community_id, id),
    unique (community_id, number),
    foreign key (community_id, area_id) references estate.steward_area,
    check (num_nonnulls(held_at, held_by, held_name, minutes) in (0, 4)),
    check (num_nonnulls(closed_at, closed_by, closed_name, effect) in (0, 4)),
    check ((state in ('HELD', 'CLOSED')) = (held_at is not null)),
    check ((state = 'CLOSED') = (closed_at is not null)),
    check ((state = 'CANCELLED') = (cancelled_at is not null)),
    check (num_nonnulls(cancelled_at, cancelled_name, cancelled_why) in (0, 3)),
    -- Money is spent on an approved plan only.
    check (state not in ('READY', 'HELD', 'CLOSED') or reviewed_at is not null or budget = 0 and kind in ('FORUM', 'OWNER_MEETING'))
);
create index gathering_by_day on engagement.gathering (community_id, starts_at desc);

create table engagement.gathering_guest (
    community_id bigint not null,
    gathering_id bigint not null,
    room_id      bigint not null,
    name         text not null check (name <> ''),
    -- signed up for, none for those who just came
    people       int not null check (people >= 0),
    note         text check (note <> ''),
    signed_up_at timestamptz,
    came         int check (came > 0),
    came_at      timestamptz,
    made_name    text not null,
    primary key (community_id, gathering_id, room_id),
    foreign key (community_id, gathering_id) references engagement.gathering,
    foreign key (community_id, room_id) references estate.room,
    check ((came is null) = (came_at is null)),
    check ((people > 0) = (signed_up_at is not null)),
    check (signed_up_at is not null or came_at is not null)
);
create index gathering_guest_by_room on engagement.gathering_guest (community_id, room_id, came_at);

create table engagement.gathering_opinion (
    community_id  bigint not null,
    id            bigint generated always as identity,
    gathering_id  bigint not null,
    room_id       bigint,
    speaker       text not null check (speaker <> ''),
    text          text not null check (text <> ''),
    made_at       timestamptz not null,
    made_name     text not null,
    answer        text check (answer <> ''),
    answered_at   timestamptz,
    answered_name text,
    primary key (community_id, id),
    foreign key (community_id, gathering_id) references engagement.gathering,
    foreign key (community_id, room_id) references estate.room,
    check (num_nonnulls(answer, answered_at, answered_name) in (0, 3))
);
create index opinion_of_gathering on engagement.gathering_opinion (community_id, gathering_id);

create table engagement.gathering_cost (
    community_id bigint not null,
    id           bigint generated always as identity,
    gathering_id bigint not null,
    what         text not null check (what <> ''),
    amount       numeric(14, 2) not null check (amount > 0),
    spent_on     date not null,
    -- beyond the budget: who agreed, and why
    why          text check (why <> ''),
    made_at      timestamptz not null,
    made_name    text not null,
    primary key (community_id, id),
    foreign key (community_id, gathering_id) references engagement.gathering
);
create index cost_of_gathering on engagement.gathering_cost (community_id, gathering_id);

-- 业主要求：业委会的往来、重点业主的联络、调研到的需求，各有期限、答复和满意。
create table engagement.key_owner (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    room_id      bigint not null,
    why          text not null check (why <> ''),
    channel      text not null check (channel <> ''),
    staff_id     bigint not null references access.staff,
    from_on      date not null,
    made_name    text not null,
    ended_on     date check (ended_on >= from_on),
    ended_name   text,
    ended_why    text check (ended_why <> ''),
    primary key (community_id, id),
    foreign key (community_id, room_id) references estate.room,
    check (num_nonnulls(ended_on, ended_name, ended_why) in (0, 3))
);
create unique index one_key_owner_of_room on engagement.key_owner (community_id, room_id) where ended_on is null;

create table engagement.demand (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    number       text collate "C" not null,
    kind         text collate "C" not null check (kind in ('COMMITTEE', 'KEY_OWNER', 'NEED')),
    way          text collate "C" not null check (way in ('VISIT', 'PHONE', 'COUNTER', 'MEETING', 'LETTER', 'WECHAT')),
    room_id      bigint,
    who          text not null check (who <> ''),
    topic        text not null check (topic <> ''),
    detail       text check (detail <> ''),
    received_on  date not null,
    staff_id     bigint not null references access.staff,
    due_on       date not null check (due_on >= received_on),
    made_at      timestamptz not null,
    made_by      bigint not null references access.staff,
    made_name    text not null,
    outcome      text collate "C" check (outcome in ('MET', 'PARTLY', 'DECLINED')),
    reply        text check (reply <> ''),
    replied_at   timestamptz,
    replied_by   bigint references access.staff,
    replied_name text,
    satisfaction text collate "C" check (satisfaction in ('SATISFIED', 'FAIR', 'DISSATISFIED')),
    primary key (community_id, id),
    unique (community_id, number),
    foreign key (community_id, room_id) references estate.room,
    check (kind = 'COMMITTEE' or room_id is not null),
    check (num_nonnulls(outcome, reply, replied_at, replied_by, replied_name) in (0, 5)),
    check (satisfaction is null or replied_at is not null)
);
create index demand_open on engagement.demand (community_id, due_on) where replied_at is null;
create index demand_by_room on engagement.demand (community_id, room_id, made_at);

-- 生日：每天夜里把往后几天过生日的住户列出来，祝福了没有一户一户看得到；不存年份。
create table engagement.birthday (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    person_id    bigint not null,
    room_id      bigint not null,
    area_id      bigint,
    falls_on     date not null,
    way          text collate "C" check (way in ('MESSAGE', 'VISIT', 'PHONE', 'CARD', 'WECHAT')),
    remark       text check (remark <> ''),
    greeted_at   timestamptz,
    greeted_by   bigint references access.staff,
    greeted_name text,
    primary key (community_id, id),
    unique (community_id, person_id, falls_on),
    foreign key (community_id, person_id) references resident.person,
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, area_id) references estate.steward_area,
    check (num_nonnulls(way, greeted_at, greeted_by, greeted_name) in (0, 4))
);
create index birthday_by_day on engagement.birthday (community_id, falls_on);

call root.frozen_table('engagement', 'gathering', array['kind', 'title', 'plan', 'place', 'starts_at', 'ends_at', 'sign_up_until', 'capacity', 'budget', 'area_id', 'state', 'submitted_at', 'reviewed_at',
    'reviewed_name', 'review_note', 'held_at', 'held_by', 'held_name', 'minutes', 'closed_at', 'closed_by', 'closed_name', 'effect', 'cancelled_at', 'cancelled_name', 'cancelled_why']);
call root.community_table('engagement', 'gathering_guest');
call root.frozen_table('engagement', 'gathering_opinion', array['answer', 'answered_at', 'answered_name']);
call root.append_only('engagement', 'gathering_cost');
call root.frozen_table('engagement', 'key_owner', array['ended_on', 'ended_name', 'ended_why']);
call root.frozen_table('engagement', 'demand', array['outcome', 'reply', 'replied_at', 'replied_by', 'replied_name', 'satisfaction']);
call root.frozen_table('engagement', 'birthday', array['way', 'remark', 'greeted_at', 'greeted_by', 'greeted_name']);

-- What was approved is what is done: the plan stands from the moment it is sent.
create function engagement.refuse_replanned() returns trigger language plpgsql as $$
begin
    raise exception 'gathering % of community % is %', old.number, old.community_id, old.state using errcode = 'restrict_violation';
end $$;
create trigger stands before update of kind, title, plan, budget, area_id on engagement.gathering for each row when (old.state <> 'DRAFT')
    execute function engagement.refuse_replanned();

-- Who came, asked or was wished a happy birthday has been in touch, too.
create or replace function engagement.contacts(in_community bigint, in_from date, in_to date) returns table (room_id bigint, at timestamptz, channel text, who text, said text, is_effective boolean)
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
       and v.done_at >= in_from::timestamp at time zone 'Asia/Shanghai' and v.done_at < in_to::timestamp at time zone 'Asia/Shanghai'
    union all
    select g.room_id, g.came_at, 'MET', g.made_name, '来了「' || e.title || '」', e.kind in ('FORUM', 'OWNER_MEETING')
      from engagement.gathering_guest g join engagement.gathering e on e.community_id = g.community_id and e.id = g.gathering_id
     where g.community_id = in_community and g.came_at >= in_from::timestamp at time zone 'Asia/Shanghai' and g.came_at < in_to::timestamp at time zone 'Asia/Shanghai'
    union all
    select d.room_id, d.made_at, case d.way when 'VISIT' then 'VISIT' when 'PHONE' then 'PHONE' when 'COUNTER' then 'COUNTER' when 'MEETING' then 'MET' else 'MESSAGE' end, d.made_name, d.topic, true
      from engagement.demand d
     where d.community_id = in_community and d.room_id is not null
       and d.made_at >= in_from::timestamp at time zone 'Asia/Shanghai' and d.made_at < in_to::timestamp at time zone 'Asia/Shanghai'
    union all
    select b.room_id, b.greeted_at, case b.way when 'VISIT' then 'VISIT' when 'PHONE' then 'PHONE' else 'MESSAGE' end, b.greeted_name, '生日祝福', b.way in ('VISIT', 'PHONE')
      from engagement.birthday b
     where b.community_id = in_community and b.greeted_at >= in_from::timestamp at time zone 'Asia/Shanghai' and b.greeted_at < in_to::timestamp at time zone 'Asia/Shanghai' $$;
