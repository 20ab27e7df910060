-- 一笔收款从打开那户算起，办了多久。
alter table cashier.payment add column started_at timestamptz check (started_at <= paid_at);
