-- 明细科目的上级也在科目表里：总账按一级科目列，要有名称。
insert into ledger.standard_account values ('2241', '其他应付款'), ('2221', '应交税费') on conflict do nothing;
insert into ledger.account (entity_id, code, name) select e.id, s.code, s.name from ledger.legal_entity e, ledger.standard_account s on conflict do nothing;
