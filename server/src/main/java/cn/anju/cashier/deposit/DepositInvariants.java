package cn.anju.cashier.deposit;

import cn.anju.kernel.Invariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 押金与总账之间的不变量。 */
@Configuration(proxyBeanMethods = false)
class DepositInvariants {

    @Bean
    Invariant depositAccountIsBalances() {
        return Invariant.of("押金科目等于押金余额", """
            select format('小区 %s：224102 余额 %s，押金余额 %s', coalesce(l.community_id, d.community_id), coalesce(l.balance, 0), coalesce(d.balance, 0))
              from (select community_id, sum(credit - debit) balance from ledger.posting where account_code = '224102' group by community_id) l
              full join (select community_id, sum(balance) balance from cashier.deposit group by community_id) d on d.community_id = l.community_id
             where coalesce(l.balance, 0) <> coalesce(d.balance, 0) order by 1
            """);
    }

    @Bean
    Invariant depositsAreMovements() {
        return Invariant.of("押金余额等于流水合计", """
            select format('小区 %s 押金 %s：余额 %s，流水 %s', d.community_id, d.id, d.balance, coalesce(m.amount, 0))
              from cashier.deposit d
              left join (select community_id, deposit_id, sum(amount) amount from cashier.deposit_movement group by 1, 2) m
                on m.community_id = d.community_id and m.deposit_id = d.id
             where d.balance <> coalesce(m.amount, 0) order by 1 limit 100
            """);
    }
}
