-- 更正账单时，付在冲销各行上的钱成为付款人的预存。
alter table cashier.prepayment_movement drop constraint prepayment_movement_kind_check;
alter table cashier.prepayment_movement add constraint prepayment_movement_kind_check
    check (kind in ('PAYMENT', 'USE', 'VOID', 'RUN', 'RUN_UNDO', 'OPENING', 'REFUND', 'TRANSFER', 'CORRECTION'));
