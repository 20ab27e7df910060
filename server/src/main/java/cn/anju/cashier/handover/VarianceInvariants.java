package cn.anju.cashier.handover;

import cn.anju.kernel.Invariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 长短款与总账之间的不变量。 */
@Configuration(proxyBeanMethods = false)
class VarianceInvariants {

    @Bean
    Invariant unsettledVariancesArePosted() {
        return Invariant.of("未了结的长短款等于待处理财产损溢", """
            select format('小区 %s：长短款 %s，记账 %s', coalesce(d.community_id, p.community_id), coalesce(d.amount, 0), coalesce(p.amount, 0))
              from (select c.community_id, sum(c.difference) amount from cashier.shift_close c
                     where not exists (select from cashier.variance_settlement w where w.community_id = c.community_id and w.shift_id = c.shift_id)
                     group by 1) d
              full join (select p.community_id, sum(p.credit - p.debit) amount
                           from ledger.posting p
                           join ledger.journal_entry e on e.community_id = p.community_id and e.id = p.entry_id
                          where p.account_code = '1901' and e.source_type in ('shift', 'variance') group by 1) p on p.community_id = d.community_id
             where coalesce(d.amount, 0) <> coalesce(p.amount, 0) order by 1
            """);
    }
}
