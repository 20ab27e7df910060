package cn.anju.cashier.prepaid;

import cn.anju.kernel.Invariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 预付费逐日的账与读数、账单之间的不变量。 */
@Configuration(proxyBeanMethods = false)
class PrepaidInvariants {

    @Bean
    Invariant prepaidDaysAreBills() {
        return Invariant.of("预付费逐日金额相加等于当月账单", """
            select format('小区 %s 预付费户 %s %s：逐日 %s，账单 %s', s.community_id, s.id, to_char(p.month, 'YYYY-MM'), p.cost, b.amount)
              from cashier.prepaid_month p
              join cashier.prepaid_supply s on s.community_id = p.community_id and s.id = p.supply_id
              join (select s.community_id, s.id, date_trunc('month', b.period_start)::date as month, sum(b.amount) amount
            """ + Balances.BILLS + """
                     where s.ended_on is null and not b.is_reversed and not b.is_one_off and t.rule = 'METERED' and t.meter_kind = s.meter_kind
                     group by 1, 2, 3) b on b.community_id = p.community_id and b.id = p.supply_id and b.month = p.month
             where p.cost <> b.amount order by 1 limit 100
            """);
    }

    @Bean
    Invariant prepaidDaysAreReadings() {
        return Invariant.of("预付费逐日用量相加等于出了账的月读数", """
            select format('小区 %s 预付费户 %s %s：逐日 %s，月读数 %s', s.community_id, s.id, to_char(p.month, 'YYYY-MM'), p.usage, r.usage)
              from cashier.prepaid_month p
              join cashier.prepaid_supply s on s.community_id = p.community_id and s.id = p.supply_id and s.ended_on is null
              join (select m.community_id, m.room_id, m.kind, r.month, sum(r.usage) usage
                      from metering.meter m join metering.reading r on r.community_id = m.community_id and r.meter_id = m.id
                     where r.billed_run_id is not null group by 1, 2, 3, 4) r
                on r.community_id = s.community_id and r.room_id = s.room_id and r.kind = s.meter_kind and r.month = p.month
             where p.usage <> r.usage order by 1 limit 100
            """);
    }

    @Bean
    Invariant prepaidMonthsAreDays() {
        return Invariant.of("预付费每月合计等于各天", """
            select format('小区 %s 预付费户 %s %s', coalesce(p.community_id, d.community_id), coalesce(p.supply_id, d.supply_id), coalesce(p.month, d.month))
              from cashier.prepaid_month p
              full join (select community_id, supply_id, month, sum(usage) usage, sum(cost) cost from cashier.prepaid_day group by 1, 2, 3) d
                on d.community_id = p.community_id and d.supply_id = p.supply_id and d.month = p.month
             where p.usage is distinct from d.usage or p.cost is distinct from d.cost order by 1 limit 100
            """);
    }
}
