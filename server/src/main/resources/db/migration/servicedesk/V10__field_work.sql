-- 手机上办任务单：每一笔带编号，只算一次；照片、用料、签收、凭证号。

-- What a phone has sent, applied or refused: the same number gets the same answer.
create table servicedesk.field_act (
    community_id bigint not null,
    client_id    uuid not null,
    order_id     bigint not null,
    kind         text collate "C" not null,
    made_at      timestamptz not null,
    received_at  timestamptz not null,
    staff_id     bigint not null references access.staff,
    code         text collate "C",
    refusal      text,
    primary key (community_id, client_id),
    foreign key (community_id, order_id) references servicedesk.work_order,
    check (num_nonnulls(code, refusal) in (0, 2))
);
create index field_act_by_order on servicedesk.field_act (community_id, order_id);

create table servicedesk.order_photo (
    community_id bigint not null,
    id           bigint generated always as identity,
    order_id     bigint not null,
    client_id    uuid not null,
    stage        text collate "C" not null check (stage in ('BEFORE', 'AFTER', 'SIGNATURE')),
    file_id      bigint not null,
    taken_at     timestamptz not null,
    added_name   text not null,
    primary key (community_id, id),
    unique (community_id, client_id),
    foreign key (community_id, order_id) references servicedesk.work_order,
    foreign key (community_id, file_id) references attachment.file
);
create index order_photo_by_order on servicedesk.order_photo (community_id, order_id);

create table servicedesk.material (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    name         text not null check (name <> ''),
    unit         text not null check (unit <> ''),
    price        numeric(14, 2) not null check (price >= 0),
    is_active    boolean not null,
    primary key (community_id, id),
    unique (community_id, name, unit)
);

create table servicedesk.material_use (
    community_id bigint not null,
    id           bigint generated always as identity,
    order_id     bigint not null,
    client_id    uuid not null,
    material_id  bigint,
    name         text not null check (name <> ''),
    unit         text not null,
    quantity     numeric(12, 4) not null check (quantity > 0),
    price        numeric(14, 2),
    used_at      timestamptz not null,
    made_name    text not null,
    primary key (community_id, id),
    unique (community_id, client_id),
    foreign key (community_id, order_id) references servicedesk.work_order,
    foreign key (community_id, material_id) references servicedesk.material
);
create index material_use_by_order on servicedesk.material_use (community_id, order_id);

-- The code is what the household says instead of signing; who signed for the work.
alter table servicedesk.work_order
    add column sign_code     text collate "C" check (sign_code ~ '^[0-9]{4}$'),
    add column paper_voucher text collate "C" check (paper_voucher <> ''),
    add column signed_by     text check (signed_by <> ''),
    add column signed_way    text collate "C" check (signed_way in ('SIGNATURE', 'CODE')),
    add column signed_at     timestamptz,
    add check (num_nonnulls(signed_by, signed_way, signed_at) in (0, 3));
grant update (paper_voucher, signed_by, signed_way, signed_at) on servicedesk.work_order to ${appRole};

call root.append_only('servicedesk', 'field_act');
call root.append_only('servicedesk', 'order_photo');
call root.community_table('servicedesk', 'material');
call root.append_only('servicedesk', 'material_use');
