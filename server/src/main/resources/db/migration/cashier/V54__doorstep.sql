-- 上门收费：约好的日子和时间、谁去、到了没有、收了哪笔。
create table cashier.doorstep_visit (
    community_id  bigint not null,
    id            bigint generated always as identity,
    room_id       bigint not null,
    visit_on      date not null,
    visit_at      time not null,
    collector_id  bigint not null,
    collector_name text not null,
    contact       text,
    note          text,
    state         text collate "C" not null default 'PLANNED' check (state in ('PLANNED', 'ARRIVED', 'PAID', 'MISSED', 'CANCELLED')),
    arrived_at    timestamptz,
    payment_id    bigint,
    outcome       text,
    made_by       bigint not null,
    made_name     text not null,
    made_at       timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, payment_id) references cashier.payment,
    check ((state = 'PAID') = (payment_id is not null)),
    check (state not in ('ARRIVED', 'PAID') or arrived_at is not null),
    check (state not in ('MISSED', 'CANCELLED') or outcome <> '')
);
create unique index one_visit_planned on cashier.doorstep_visit (community_id, room_id, visit_on) where state in ('PLANNED', 'ARRIVED');
create unique index one_visit_per_payment on cashier.doorstep_visit (community_id, payment_id);
create index doorstep_visit_by_day on cashier.doorstep_visit (community_id, visit_on, visit_at);
call root.frozen_table('cashier', 'doorstep_visit', array['state', 'arrived_at', 'payment_id', 'outcome']);
