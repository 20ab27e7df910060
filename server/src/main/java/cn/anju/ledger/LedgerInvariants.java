package cn.anju.ledger;

import cn.anju.kernel.Invariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 总账自己的不变量。 */
@Configuration(proxyBeanMethods = false)
class LedgerInvariants {

    @Bean
    Invariant entriesBalance() {
        return Invariant.of("每张凭证借贷相等", """
            select format('小区 %s 凭证 %s：借 %s，贷 %s', community_id, entry_id, sum(debit), sum(credit))
              from ledger.posting group by community_id, entry_id having sum(debit) <> sum(credit) order by 1 limit 100
            """);
    }

    @Bean
    Invariant entriesHavePostings() {
        return Invariant.of("每张凭证都有分录", """
            select format('小区 %s 凭证 %s 没有分录', e.community_id, e.id)
              from ledger.journal_entry e
             where not exists (select from ledger.posting p where p.community_id = e.community_id and p.entry_id = e.id)
             order by 1 limit 100
            """);
    }

    @Bean
    Invariant totalsBalance() {
        return Invariant.of("每个小区借贷合计相等", """
            select format('小区 %s：借 %s，贷 %s', community_id, sum(debit), sum(credit))
              from ledger.posting group by community_id having sum(debit) <> sum(credit) order by 1
            """);
    }
}
