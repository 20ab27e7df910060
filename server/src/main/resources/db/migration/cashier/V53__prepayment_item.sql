-- 预存可以指明收费项目：只抵这个项目的账单；转户要另一人批。
alter table cashier.prepayment_account add column charge_item text collate "C";
alter table cashier.prepayment_account add foreign key (community_id, charge_item) references billing.charge_item (community_id, code);
alter table cashier.prepayment_account drop constraint prepayment_account_community_id_room_id_person_id_key;
alter table cashier.prepayment_account add unique nulls not distinct (community_id, room_id, person_id, charge_item);
create trigger no_change_of_item before update of charge_item on cashier.prepayment_account for each row execute function root.refuse_change();

create table cashier.prepayment_transfer (
    community_id bigint not null,
    id           bigint generated always as identity,
    from_account bigint not null,
    to_room_id   bigint not null,
    to_item      text collate "C",
    amount       numeric(14,2) not null check (amount > 0),
    reason       text not null check (reason <> ''),
    state        text collate "C" not null default 'WAITING' check (state in ('WAITING', 'DONE', 'REJECTED')),
    ended_note   text,
    made_by      bigint not null,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, from_account) references cashier.prepayment_account,
    foreign key (community_id, to_room_id) references estate.room,
    foreign key (community_id, to_item) references billing.charge_item (community_id, code)
);
create unique index one_transfer_under_way on cashier.prepayment_transfer (community_id, from_account) where state = 'WAITING';
call root.frozen_table('cashier', 'prepayment_transfer', array['state', 'ended_note']);
