-- 缴费通知单怎么送到的：一户一行，只增不改；送错了再记一行。
create table billing.notice_delivery (
    community_id bigint not null,
    id           bigint generated always as identity,
    month        date not null check (extract(day from month) = 1),
    room_id      bigint not null,
    way          text collate "C" not null check (way in ('DOOR', 'LETTER_BOX', 'POSTED', 'COUNTER', 'REGISTERED', 'SMS', 'WECHAT')),
    delivered_on date not null,
    receiver     text,
    note         text,
    made_by      bigint not null,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, room_id) references estate.room
);
create index notice_delivery_by_room on billing.notice_delivery (community_id, room_id, month, id desc);
call root.append_only('billing', 'notice_delivery');
