-- 停用的科目：以前记的都还在，手工凭证、报销、银行账户不能再选。
alter table ledger.account add column is_active boolean not null default true;

update ledger.standard_account set name = '本年利润' where code = '4103';
update ledger.account set name = '本年利润' where code = '4103' and name = '本年利润（期初）';
