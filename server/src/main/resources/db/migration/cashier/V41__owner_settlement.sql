-- 过户结算单：办成时的样子，照原样打印。
create table cashier.owner_settlement (
    community_id    bigint not null,
    id              bigint generated always as identity,
    idempotency_key text collate "C" not null,
    room_id         bigint not null,
    transfer_on     date not null,
    content         jsonb not null,
    from_confirmed  text not null check (from_confirmed <> ''),
    to_confirmed    text not null check (to_confirmed <> ''),
    made_by         bigint not null,
    made_name       text not null,
    made_at         timestamptz not null,
    primary key (community_id, id),
    unique (community_id, idempotency_key),
    foreign key (community_id, room_id) references estate.room
);
create index owner_settlement_by_room on cashier.owner_settlement (community_id, room_id);
call root.append_only('cashier', 'owner_settlement');

alter table cashier.deposit_movement drop constraint deposit_movement_kind_check;
alter table cashier.deposit_movement add constraint deposit_movement_kind_check
    check (kind in ('TAKEN', 'OPENING', 'DEDUCTED', 'BILLS', 'BILLS_UNDONE', 'RETURNED', 'VOIDED', 'TRANSFERRED'));
