-- 电话以外找得到他的地方：邮箱，公众号的关注号。
create table resident.reach (
    community_id bigint not null,
    id           bigint generated always as identity,
    person_id    bigint not null,
    channel      text collate "C" not null check (channel in ('EMAIL', 'WECHAT')),
    address      text not null check (address <> ''),
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    unique (community_id, person_id, channel),
    foreign key (community_id, person_id) references resident.person
);
call root.community_table('resident', 'reach');
