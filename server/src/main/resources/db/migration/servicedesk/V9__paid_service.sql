-- 有偿与特约服务：目录、报价、同意、办成、出账、提成；推广和它的成效。

create table servicedesk.service (
    community_id    bigint not null references estate.community,
    id              bigint generated always as identity,
    name            text not null check (name <> ''),
    category        text collate "C" not null check (category in ('REPAIR', 'CLEANING', 'SHOPPING', 'WEDDING', 'MOVING', 'TICKETING', 'COURIER', 'BUSINESS', 'OTHER')),
    -- The price is that of the counter's list, and nowhere else.
    price_code      text collate "C" not null,
    description     text check (description <> ''),
    commission_rate numeric(5, 2) not null check (commission_rate between 0 and 100),
    is_active       boolean not null,
    primary key (community_id, id),
    unique (community_id, name),
    foreign key (community_id, price_code) references cashier.one_off_price (community_id, code)
);

create table servicedesk.promotion (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    name         text not null check (name <> ''),
    channel      text not null check (channel <> ''),
    from_on      date not null,
    to_on        date not null check (to_on >= from_on),
    service_id   bigint,
    reached      int not null check (reached >= 0),
    made_at      timestamptz not null,
    made_name    text not null,
    primary key (community_id, id),
    foreign key (community_id, service_id) references servicedesk.service
);

-- The senior steward has looked at what came of it, and at what people say.
create table servicedesk.promotion_check (
    community_id bigint not null,
    id           bigint generated always as identity,
    promotion_id bigint not null,
    effect       text not null check (effect <> ''),
    opinions     text check (opinions <> ''),
    made_at      timestamptz not null,
    made_name    text not null,
    primary key (community_id, id),
    foreign key (community_id, promotion_id) references servicedesk.promotion
);
create index promotion_check_by_promotion on servicedesk.promotion_check (community_id, promotion_id);

create table servicedesk.service_order (
    community_id  bigint not null,
    id            bigint generated always as identity,
    number        text collate "C" not null,
    ticket_id     bigint not null,
    room_id       bigint not null,
    work_order_id bigint,
    promotion_id  bigint,
    state         text collate "C" not null default 'QUOTED' check (state in ('QUOTED', 'AGREED', 'DONE', 'DECLINED')),
    quoted_at     timestamptz not null,
    quoted_by     bigint not null references access.staff,
    quoted_name   text not null,
    agreed_who    text check (agreed_who <> ''),
    agreed_way    text collate "C" check (agreed_way in ('PHONE', 'COUNTER', 'MESSAGE', 'SIGNATURE', 'CODE')),
    agreed_at     timestamptz,
    doer_id       bigint references access.staff,
    done_at       timestamptz,
    received_by   text check (received_by <> ''),
    reason        text check (reason <> ''),
    primary key (community_id, id),
    unique (community_id, number),
    foreign key (community_id, ticket_id) references servicedesk.ticket,
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, work_order_id) references servicedesk.work_order,
    foreign key (community_id, promotion_id) references servicedesk.promotion,
    check (num_nonnulls(agreed_who, agreed_way, agreed_at) in (0, 3)),
    check (state not in ('AGREED', 'DONE') or agreed_at is not null),
    check ((state = 'DONE') = (done_at is not null)),
    check ((state = 'DECLINED') = (reason is not null))
);
create index service_order_by_ticket on servicedesk.service_order (community_id, ticket_id);
create index service_order_by_work on servicedesk.service_order (community_id, work_order_id) where work_order_id is not null;
create index service_order_by_done on servicedesk.service_order (community_id, done_at) where done_at is not null;
create index service_order_by_promotion on servicedesk.service_order (community_id, promotion_id) where promotion_id is not null;

create table servicedesk.service_line (
    community_id     bigint not null,
    id               bigint generated always as identity,
    service_order_id bigint not null,
    service_id       bigint not null,
    name             text not null,
    unit             text not null,
    price_code       text collate "C" not null,
    count            numeric(12, 4) not null check (count > 0),
    amount           numeric(14, 2) not null check (amount > 0),
    commission       numeric(14, 2) not null check (commission between 0 and amount),
    bill_id          bigint,
    primary key (community_id, id),
    foreign key (community_id, service_order_id) references servicedesk.service_order,
    foreign key (community_id, service_id) references servicedesk.service,
    foreign key (community_id, bill_id) references billing.bill
);
create index service_line_by_order on servicedesk.service_line (community_id, service_order_id);
create unique index service_line_bill on servicedesk.service_line (community_id, bill_id) where bill_id is not null;

call root.community_table('servicedesk', 'service');
call root.community_table('servicedesk', 'promotion');
call root.append_only('servicedesk', 'promotion_check');
call root.frozen_table('servicedesk', 'service_order', array['work_order_id', 'state', 'agreed_who', 'agreed_way', 'agreed_at', 'doer_id', 'done_at', 'received_by', 'reason']);
call root.frozen_table('servicedesk', 'service_line', array['bill_id']);
