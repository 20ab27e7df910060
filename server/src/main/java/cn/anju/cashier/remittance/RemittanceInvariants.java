package cn.anju.cashier.remittance;

import cn.anju.kernel.Invariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 解款与保险柜、总账之间的不变量。 */
@Configuration(proxyBeanMethods = false)
class RemittanceInvariants {

    @Bean
    Invariant remittancesLeftTheSafe() {
        return Invariant.of("解款单等于保险柜的解款支出", """
            select format('小区 %s：解款单 %s，保险柜支出 %s', coalesce(r.community_id, m.community_id), coalesce(r.amount, 0), coalesce(m.amount, 0))
              from (select community_id, sum(amount) amount from cashier.remittance where state <> 'RETURNED' group by 1) r
              full join (select community_id, -sum(amount) amount from cashier.safe_movement where kind = 'REMITTANCE' group by 1) m
                on m.community_id = r.community_id
             where coalesce(r.amount, 0) <> coalesce(m.amount, 0) order by 1
            """);
    }

    @Bean
    Invariant signedRemittancesArePosted() {
        return Invariant.of("签收的解款都已转入银行存款", """
            select format('小区 %s 解款单 %s：签收 %s，记账 %s', r.community_id, r.id, r.amount, coalesce(p.amount, 0))
              from cashier.remittance r
              left join (select e.community_id, e.source_id, sum(p.debit) amount
                           from ledger.journal_entry e
                           join ledger.posting p on p.community_id = e.community_id and p.entry_id = e.id and p.account_code = '1002'
                          where e.source_type = 'remittance' group by 1, 2) p on p.community_id = r.community_id and p.source_id = r.id
             where r.state = 'SIGNED' and r.amount <> coalesce(p.amount, 0) order by r.community_id, r.id limit 100
            """);
    }

    @Bean
    Invariant remittedReceiptsAreLive() {
        return Invariant.of("解款单上的收据只在退回时放开", """
            select format('小区 %s 解款单 %s 收款 %s', m.community_id, m.remittance_id, m.payment_id)
              from cashier.remittance_payment m
              join cashier.remittance r on r.community_id = m.community_id and r.id = m.remittance_id
             where m.is_live <> (r.state <> 'RETURNED') order by m.community_id, m.remittance_id limit 100
            """);
    }
}
