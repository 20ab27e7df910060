-- 费用报销从保险柜付现金。
alter table cashier.safe_movement drop constraint safe_movement_kind_check;
alter table cashier.safe_movement add constraint safe_movement_kind_check
    check (kind in ('FLOAT', 'RETURN', 'OPENING', 'REMITTANCE', 'EXPENSE'));
