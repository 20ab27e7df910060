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
              from ledger.posting group by community_id, entry_id, entity_id having sum(debit) <> sum(credit) order by 1 limit 100
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

    @Bean
    Invariant voucherNumbersWithoutGaps() {
        return Invariant.of("凭证号每月连续无缺", """
            select format('小区 %s %s %s 字：%s 张，号到 %s', community_id, to_char(month, 'YYYY-MM'), word, count(*), max(number))
              from ledger.voucher_number group by community_id, month, word having count(*) <> max(number) order by 1
            """);
    }

    @Bean
    Invariant closedMonthsAreNumbered() {
        return Invariant.of("结了账的月份每张凭证都有号", """
            select format('小区 %s %s：%s 张没有号', p.community_id, to_char(p.month, 'YYYY-MM'), count(*))
              from ledger.period p
              join ledger.journal_entry e on e.community_id = p.community_id and e.month = p.month
             where p.is_closed and not exists (select from ledger.voucher_number n where n.community_id = e.community_id and n.entry_id = e.id)
             group by p.community_id, p.month order by 1
            """);
    }
}
