-- 一笔收款写进库里的语句，供 bench counter 直接发给数据库；每条前面一行是它的名字。
-- add-payment
insert into cashier.payment (community_id, idempotency_key, shift_id, room_id, tendered, applied, late_fee, waived, discount, prepaid, change, paid_on, paid_at)
values (?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, current_date, now()) returning id
-- add-receipt-series
insert into ledger.receipt_series as s (community_id, entity_id, series, last_number) values (?, ?, 'S', 1)
on conflict (community_id, entity_id, series) do update set last_number = s.last_number + 1 returning last_number
-- add-payment-line
insert into cashier.payment_line (community_id, payment_id, line, bill_id, room_code, item_name, period_start, period_end, principal, discount, late_fee, waived)
select ?, ?, ?, b.id, ?, ?, b.period_start, b.period_end, ?, 0, 0, 0 from billing.bill b where b.community_id = ? and b.id = ?
-- add-journal-entry
insert into ledger.journal_entry (community_id, entity_id, entry_on, kind, summary, source_type, source_id, made_at)
values (?, ?, current_date, 'PAYMENT', ?, 'payment', ?, now()) returning id
-- add-posting
insert into ledger.posting (community_id, entry_id, line, entity_id, account_code, debit, credit, charge_item) values (?, ?, ?, ?, ?, ?, ?, ?)
-- add-payment-request
insert into cashier.payment_request (community_id, idempotency_key, body_hash) values (?, ?, ?) on conflict do nothing
-- add-tender
insert into cashier.tender (community_id, payment_id, line, method, amount) values (?, ?, 1, 'CASH', ?)
-- add-settlement
insert into billing.settlement (community_id, bill_id, kind, amount, settled_on, source_id) values (?, ?, 'PAYMENT', ?, current_date, ?)
-- lower-bill
update billing.bill set outstanding = outstanding - ? where community_id = ? and id = ?
-- add-receipt
insert into cashier.receipt (community_id, payment_id, entity_id, series, number, receipt_no) values (?, ?, ?, 'S', ?, ?)
-- add-period
insert into ledger.period (community_id, month) values (?, date_trunc('month', current_date)::date) on conflict do nothing
