package cn.anju.cashier;

import cn.anju.kernel.Invariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 收银与总账、账单之间的不变量。 */
@Configuration(proxyBeanMethods = false)
class CashierInvariants {

    @Bean
    Invariant receivableIsOpenBills() {
        return Invariant.of("应收账款等于未收账单", """
            select format('小区 %s：1122 余额 %s，未收账单 %s', coalesce(l.community_id, b.community_id), coalesce(l.balance, 0), coalesce(b.outstanding, 0))
              from (select community_id, sum(debit - credit) balance from ledger.posting where account_code = '1122' group by community_id) l
              full join (select b.community_id, sum(b.outstanding) outstanding
                           from billing.bill b
                           join billing.bill_run r on r.community_id = b.community_id and r.id = b.run_id and r.entry_on is not null
                          where b.outstanding > 0 group by b.community_id) b on b.community_id = l.community_id
             where coalesce(l.balance, 0) <> coalesce(b.outstanding, 0) order by 1
            """);
    }

    @Bean
    Invariant prepaymentIsBalances() {
        return Invariant.of("预收账款等于预存余额", """
            select format('小区 %s：2203 余额 %s，预存余额 %s', coalesce(l.community_id, a.community_id), coalesce(l.balance, 0), coalesce(a.balance, 0))
              from (select community_id, sum(credit - debit) balance from ledger.posting where account_code = '2203' group by community_id) l
              full join (select community_id, sum(balance) balance from cashier.prepayment_account group by community_id) a
                on a.community_id = l.community_id
             where coalesce(l.balance, 0) <> coalesce(a.balance, 0) order by 1
            """);
    }

    @Bean
    Invariant balancesAreMovements() {
        return Invariant.of("预存余额等于流水合计", """
            select format('小区 %s 户头 %s：余额 %s，流水 %s', a.community_id, a.id, a.balance, coalesce(m.amount, 0))
              from cashier.prepayment_account a
              left join (select community_id, account_id, sum(amount) amount from cashier.prepayment_movement group by 1, 2) m
                on m.community_id = a.community_id and m.account_id = a.id
             where a.balance <> coalesce(m.amount, 0) order by 1 limit 100
            """);
    }

    @Bean
    Invariant cashIsSafeAndDrawers() {
        return Invariant.of("库存现金等于保险柜加抽屉", """
            with drawer as (
                select s.community_id, s.float_amount
                       + coalesce((select sum(t.amount) from cashier.payment p
                                     join cashier.tender t on t.community_id = p.community_id and t.payment_id = p.id and t.method = 'CASH'
                                    where p.community_id = s.community_id and p.shift_id = s.id
                                      and not exists (select from cashier.payment_void v where v.community_id = p.community_id and v.payment_id = p.id)), 0)
                       - coalesce((select sum(p.change) from cashier.payment p
                                    where p.community_id = s.community_id and p.shift_id = s.id
                                      and not exists (select from cashier.payment_void v where v.community_id = p.community_id and v.payment_id = p.id)), 0)
                       - coalesce((select sum(d.amount) from cashier.cash_drop d where d.community_id = s.community_id and d.shift_id = s.id), 0)
                       + coalesce((select sum(m.amount) from cashier.till_movement m
                                    where m.community_id = s.community_id and m.shift_id = s.id and m.method = 'CASH'), 0) cash
                  from cashier.shift s where s.is_open),
            place as (select community_id, sum(cash) cash
                        from (select community_id, cash from drawer union all select community_id, balance from cashier.safe
                              union all select community_id, amount from cashier.remittance where state = 'HANDED') p group by community_id)
            select format('小区 %s：1001 余额 %s，保险柜、抽屉和待签收的解款 %s', coalesce(l.community_id, p.community_id), coalesce(l.balance, 0), coalesce(p.cash, 0))
              from (select community_id, sum(debit - credit) balance from ledger.posting where account_code = '1001' group by community_id) l
              full join place p on p.community_id = l.community_id
             where coalesce(l.balance, 0) <> coalesce(p.cash, 0) order by 1
            """);
    }

    @Bean
    Invariant safeIsMovements() {
        return Invariant.of("保险柜余额等于进出合计", """
            select format('小区 %s：余额 %s，进出 %s', s.community_id, s.balance, coalesce(m.amount, 0))
              from cashier.safe s
              left join (select community_id, sum(amount) amount from cashier.safe_movement group by 1) m on m.community_id = s.community_id
             where s.balance <> coalesce(m.amount, 0) order by 1
            """);
    }

    @Bean
    Invariant receiptsWithoutGaps() {
        return Invariant.of("收据号连续无缺", """
            with paper as (select community_id, entity_id, series, number from cashier.receipt
                           union all select community_id, entity_id, series, number from cashier.slip)
            select format('小区 %s 号段 %s：发到 %s，收据 %s 张（%s 至 %s）', s.community_id, s.series, s.last_number, count(r.number), min(r.number), max(r.number))
              from ledger.receipt_series s
              left join paper r on r.community_id = s.community_id and r.entity_id = s.entity_id and r.series = s.series
             group by s.community_id, s.entity_id, s.series, s.last_number
            having count(r.number) <> s.last_number or min(r.number) <> 1 or max(r.number) <> s.last_number order by 1
            """);
    }

    @Bean
    Invariant tendersArePostings() {
        return Invariant.of("收款方式合计等于资金分录", """
            with money as (
                select t.community_id, t.payment_id, case t.method when 'CASH' then '1001' when 'BANK_TRANSFER' then '1002'
                       when 'CHEQUE' then '1002' when 'PREPAYMENT' then '2203' when 'DEPOSIT' then '224102' else '1012' end account, t.amount
                  from cashier.tender t
                union all
                select community_id, id, '1001', -change from cashier.payment where change > 0),
            kept as (
                select m.community_id, m.payment_id, m.account, sum(m.amount) amount from money m
                 where not exists (select from cashier.payment_void v where v.community_id = m.community_id and v.payment_id = m.payment_id)
                 group by 1, 2, 3),
            posted as (
                select e.community_id, e.source_id payment_id, p.account_code account, sum(p.debit) amount
                  from ledger.journal_entry e
                  join ledger.posting p on p.community_id = e.community_id and p.entry_id = e.id
                 where e.source_type = 'payment' group by 1, 2, 3)
            select format('小区 %s 收款 %s 科目 %s：收 %s，记 %s', coalesce(k.community_id, p.community_id), coalesce(k.payment_id, p.payment_id),
                          coalesce(k.account, p.account), coalesce(k.amount, 0), coalesce(p.amount, 0))
              from kept k full join posted p on p.community_id = k.community_id and p.payment_id = k.payment_id and p.account = k.account
             where coalesce(k.amount, 0) <> coalesce(p.amount, 0) order by 1 limit 100
            """);
    }

    @Bean
    Invariant linesAreSettlements() {
        return Invariant.of("收款明细等于核销", """
            with line as (
                select community_id, payment_id, sum(principal) principal, sum(principal + discount) settled, sum(late_fee) late_fee,
                       sum(waived) waived, sum(discount) discount
                  from cashier.payment_line group by 1, 2),
            settled as (
                select community_id, source_id payment_id, sum(amount) amount
                  from billing.settlement where kind in ('PAYMENT', 'DISCOUNT') group by 1, 2),
            undone as (
                select p.community_id, p.payment_id, sum(p.principal + p.discount) amount
                  from cashier.payment_line p
                 where exists (select from cashier.refund f where f.community_id = p.community_id and f.kind = 'PAYMENT' and f.source_id = p.payment_id
                                  and f.state = 'PAID' and (f.bills is null or p.bill_id = any (f.bills)))
                    or exists (select from billing.moved_payment m where m.community_id = p.community_id and m.bill_id = p.bill_id and m.payment_id = p.payment_id)
                    or exists (select from cashier.bounced_cheque b where b.community_id = p.community_id and b.payment_id = p.payment_id)
                 group by 1, 2)
            select format('小区 %s 收款 %s：收款本金 %s，明细 %s，核销 %s', p.community_id, p.id, p.applied, coalesce(l.settled, 0), coalesce(s.amount, 0))
              from cashier.payment p
              left join line l on l.community_id = p.community_id and l.payment_id = p.id
              left join settled s on s.community_id = p.community_id and s.payment_id = p.id
              left join undone u on u.community_id = p.community_id and u.payment_id = p.id
              left join cashier.payment_void v on v.community_id = p.community_id and v.payment_id = p.id
             where (p.applied, p.late_fee, p.waived, p.discount) is distinct from
                   (coalesce(l.principal, 0), coalesce(l.late_fee, 0), coalesce(l.waived, 0), coalesce(l.discount, 0))
                or coalesce(s.amount, 0) <> case when v.payment_id is null then coalesce(l.settled, 0) - coalesce(u.amount, 0) else 0 end
             order by 1 limit 100
            """);
    }

    @Bean
    Invariant tendersArePayments() {
        return Invariant.of("各种付款方式合计等于收款总额", """
            select format('小区 %s 收款 %s：收 %s，各方式 %s', p.community_id, p.id, p.tendered, coalesce(t.amount, 0))
              from cashier.payment p
              left join (select community_id, payment_id, sum(amount) amount from cashier.tender group by 1, 2) t
                on t.community_id = p.community_id and t.payment_id = p.id
             where p.tendered <> coalesce(t.amount, 0) order by p.community_id, p.id limit 100
            """);
    }

    @Bean
    Invariant paymentsHaveReceipts() {
        return Invariant.of("每笔收款都有收据", """
            select format('小区 %s 收款 %s 没有收据', p.community_id, p.id)
              from cashier.payment p
             where not exists (select from cashier.receipt r where r.community_id = p.community_id and r.payment_id = p.id)
             order by p.community_id, p.id limit 100
            """);
    }

    @Bean
    Invariant cartsAreReceipts() {
        return Invariant.of("合并收款等于各张收据和押金", """
            select format('小区 %s 合并收款 %s：%s，各张 %s', c.community_id, c.id, c.tendered - c.change, coalesce(p.amount, 0) + coalesce(d.amount, 0))
              from cashier.cart c
              left join (select x.community_id, x.cart_id, sum(p.tendered - p.change) amount from cashier.cart_payment x
                           join cashier.payment p on p.community_id = x.community_id and p.id = x.payment_id group by 1, 2) p
                on p.community_id = c.community_id and p.cart_id = c.id
              left join (select x.community_id, x.cart_id, sum(d.amount) amount from cashier.cart_deposit x
                           join cashier.deposit d on d.community_id = x.community_id and d.id = x.deposit_id group by 1, 2) d
                on d.community_id = c.community_id and d.cart_id = c.id
             where c.tendered - c.change <> coalesce(p.amount, 0) + coalesce(d.amount, 0) order by 1 limit 100
            """);
    }

    @Bean
    Invariant closedShiftsAreClosed() {
        return Invariant.of("交好的班都有交班单", """
            select format('小区 %s 班次 %s', s.community_id, s.id)
              from cashier.shift s
              left join cashier.shift_close c on c.community_id = s.community_id and c.shift_id = s.id
             where s.is_open <> (c.shift_id is null) order by s.community_id, s.id limit 100
            """);
    }
}
