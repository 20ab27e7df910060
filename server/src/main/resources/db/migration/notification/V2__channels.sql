-- 真的发出去：邮件一路，模板和它的变量，急的不等；住户退订的不发；免打扰的时候不发。
alter table notification.message drop constraint message_channel_check;
alter table notification.message add constraint message_channel_check check (channel in ('SMS', 'WECHAT', 'EMAIL'));
alter table notification.message add column template_code text, add column variables jsonb not null default '{}', add column is_urgent boolean not null default false;

-- What a topic says on a channel; code is the provider's own number of the template, approved there.
create table notification.template (
    community_id bigint not null,
    id           bigint generated always as identity,
    topic        text not null check (topic <> ''),
    channel      text collate "C" not null check (channel in ('SMS', 'WECHAT', 'EMAIL')),
    code         text,
    body         text not null check (body <> ''),
    changed_at   timestamptz not null,
    changed_name text not null,
    primary key (community_id, id),
    unique (community_id, topic, channel)
);

create table notification.refusal (
    community_id bigint not null,
    id           bigint generated always as identity,
    person_id    bigint not null,
    topic        text not null check (topic <> ''),
    refused_at   timestamptz not null,
    made_name    text not null,
    primary key (community_id, id),
    unique (community_id, person_id, topic)
);

call root.community_table('notification', 'template');
call root.community_table('notification', 'refusal');
