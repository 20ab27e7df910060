package cn.anju.billing.relief;

import cn.anju.kernel.Invariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 减免的不变量：额度没有超，核销都有批件。 */
@Configuration(proxyBeanMethods = false)
class ReliefInvariants {

    @Bean
    Invariant reliefBudgetIsClaimed() {
        return Invariant.of("减免额度的已用等于各减免占用之和，不超额度", """
            select format('小区 %s %s：额度 %s，已用 %s，占用 %s', b.community_id, to_char(b.month, 'YYYY-MM'), b.budget, b.used, coalesce(c.amount, 0))
              from billing.relief_budget b
              left join (select community_id, month, sum(amount) amount from billing.relief_claim group by 1, 2) c
                on c.community_id = b.community_id and c.month = b.month
             where b.used <> coalesce(c.amount, 0) or b.used > b.budget
             order by 1 limit 100
            """);
    }

    @Bean
    Invariant waiversAreApproved() {
        return Invariant.of("减免的核销都有批准的减免，不减代收", """
            select format('小区 %s 账单 %s 减免 %s：没有批件或是代收', s.community_id, s.bill_id, s.amount)
              from billing.settlement s
              join billing.bill b on b.community_id = s.community_id and b.id = s.bill_id
              join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
              join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
              left join billing.relief f on f.community_id = s.community_id and f.id = s.source_id and f.room_id = b.room_id
                                        and f.state in ('APPROVED', 'CANCELLED') and (f.bill_id is null or f.bill_id = b.id)
             where s.kind = 'WAIVER' and (f.id is null or i.is_pass_through)
             order by 1 limit 100
            """);
    }

    @Bean
    Invariant waiversArePosted() {
        return Invariant.of("减免合计等于减免凭证红字冲减的收入", """
            select format('小区 %s：减免 %s，凭证 %s', coalesce(s.community_id, p.community_id), coalesce(s.amount, 0), coalesce(p.amount, 0))
              from (select community_id, sum(amount) amount from billing.settlement where kind = 'WAIVER' group by 1) s
              full join (select e.community_id, -sum(p.credit) amount from ledger.journal_entry e
                           join ledger.posting p on p.community_id = e.community_id and p.entry_id = e.id and p.account_code = '6001'
                          where e.kind = 'WAIVER' group by 1) p
                on p.community_id = s.community_id
             where coalesce(s.amount, 0) <> coalesce(p.amount, 0) order by 1
            """);
    }
}
