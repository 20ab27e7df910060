-- 票据本归一个收款主体：别的主体的收据、发票不能用它；以前登记的归小区的主体。
alter table cashier.book add column entity_id bigint references ledger.legal_entity;
alter table cashier.book disable trigger runs_forward;
update cashier.book b
   set entity_id = coalesce((select e.entity_id from ledger.community_entity e where e.community_id = b.community_id),
                            (select min(id) from ledger.legal_entity));
alter table cashier.book enable trigger runs_forward;
alter table cashier.book alter column entity_id set not null;
create trigger entity_no_change before update of entity_id on cashier.book for each row execute function root.refuse_change();

alter table cashier.book drop constraint book_community_id_kind_series_int8range_excl;
alter table cashier.book add constraint book_numbers_once
    exclude using gist (community_id with =, entity_id with =, kind with =, series with =, int8range(first_number, last_number, '[]') with &&);
