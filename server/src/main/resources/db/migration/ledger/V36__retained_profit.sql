-- 年末：本年利润再转入利润分配（未分配利润），新的一年从零算起。
insert into ledger.standard_account values ('4104', '利润分配') on conflict do nothing;
insert into ledger.account (entity_id, code, name) select e.id, s.code, s.name from ledger.legal_entity e, ledger.standard_account s on conflict do nothing;
