-- 每月按楼栋走访：一户一次，欠费、函件、待办和别的事由一起办。
create table collection.visit (
    community_id bigint not null,
    id           bigint generated always as identity,
    month        date not null check (extract(day from month) = 1),
    room_id      bigint not null,
    state        text collate "C" not null default 'OPEN' check (state in ('OPEN', 'DONE')),
    attempts     int not null default 0,
    contact_id   bigint,
    done_at      timestamptz,
    done_name    text,
    primary key (community_id, id),
    unique (community_id, month, room_id),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, contact_id) references collection.contact,
    check ((state = 'DONE') = (done_at is not null))
);

create table collection.visit_item (
    community_id bigint not null,
    visit_id     bigint not null,
    reason       text collate "C" not null,
    ref_id       bigint not null,
    label        text not null,
    is_closed    boolean not null default false,
    primary key (community_id, visit_id, reason, ref_id),
    foreign key (community_id, visit_id) references collection.visit
);
call root.frozen_table('collection', 'visit', array['state', 'attempts', 'contact_id', 'done_at', 'done_name']);
call root.frozen_table('collection', 'visit_item', array['label', 'is_closed']);
