-- 一个小区几个收款主体：哪些收费项目由谁收，各有收据号段；代开发商收的另立科目、另成一套账。
create table ledger.collector (
    community_id bigint not null,
    entity_id    bigint not null references ledger.legal_entity,
    series       text collate "C" not null check (series ~ '^S[A-Z]$'),
    is_agency    boolean not null,
    primary key (community_id, entity_id),
    unique (community_id, series)
);

create table ledger.collector_item (
    community_id bigint not null,
    charge_item  text collate "C" not null check (charge_item <> ''),
    entity_id    bigint not null,
    primary key (community_id, charge_item),
    foreign key (community_id, entity_id) references ledger.collector
);

insert into ledger.standard_account values ('224103', '其他应付款-代开发商收款') on conflict do nothing;
insert into ledger.account select id, '224103', '其他应付款-代开发商收款' from ledger.legal_entity on conflict do nothing;

call root.append_only('ledger', 'collector');
call root.community_table('ledger', 'collector_item');

-- An entry may speak of several entities (a bill run); then it balances in the books of each.
create or replace function ledger.refuse_unbalanced() returns trigger language plpgsql as $$
declare
    difference numeric;
begin
    select sum(debit) - sum(credit) into difference
      from ledger.posting where community_id = new.community_id and entry_id = new.entry_id
     group by entity_id having sum(debit) <> sum(credit) limit 1;
    if difference <> 0 then
        raise exception 'entry % of community % is out of balance by %', new.entry_id, new.community_id, difference
            using errcode = 'check_violation';
    end if;
    return null;
end $$;
