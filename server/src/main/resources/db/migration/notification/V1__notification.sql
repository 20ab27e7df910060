-- 告诉本公司的人（站内消息），和发给住户的（短信、微信）。
create schema notification;

-- One row per person told; the key keeps the same thing from being told twice.
create table notification.notice (
    community_id bigint not null,
    id           bigint generated always as identity,
    staff_id     bigint not null,
    topic        text not null check (topic <> ''),
    title        text not null check (title <> ''),
    detail       text,
    link         text,
    once_key     text collate "C",
    made_at      timestamptz not null,
    read_at      timestamptz,
    primary key (community_id, id),
    unique (community_id, staff_id, once_key)
);
create index notice_of_staff on notification.notice (community_id, staff_id, id desc);
create index notice_unread on notification.notice (staff_id, community_id) where read_at is null;

-- The outbox: written with the act it tells of, sent afterwards. No number is kept here, only whose it is.
create table notification.message (
    community_id bigint not null,
    id           bigint generated always as identity,
    channel      text collate "C" not null check (channel in ('SMS', 'WECHAT')),
    person_id    bigint not null,
    room_id      bigint,
    topic        text not null check (topic <> ''),
    body         text not null check (body <> ''),
    subject_type text collate "C" not null,
    subject_id   bigint not null,
    once_key     text collate "C",
    state        text collate "C" not null default 'PENDING' check (state in ('PENDING', 'SENDING', 'SENT', 'FAILED', 'SUPPRESSED')),
    cause        text,
    tries        int not null default 0,
    due_at       timestamptz not null,
    made_at      timestamptz not null,
    made_by      bigint,
    ended_at     timestamptz,
    primary key (community_id, id),
    unique (community_id, once_key),
    check ((state in ('SENT', 'FAILED', 'SUPPRESSED')) = (ended_at is not null))
);
create index message_due on notification.message (due_at) where state in ('PENDING', 'SENDING');
create index message_by_person on notification.message (community_id, person_id, id desc);
create index message_by_subject on notification.message (community_id, subject_type, subject_id);

call root.frozen_table('notification', 'notice', array['read_at']);
call root.frozen_table('notification', 'message', array['state', 'cause', 'tries', 'due_at', 'ended_at']);
