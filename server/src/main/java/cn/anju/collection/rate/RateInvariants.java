package cn.anju.collection.rate;

import cn.anju.kernel.Invariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 收缴率的合计等于逐行。 */
@Configuration(proxyBeanMethods = false)
class RateInvariants {

    // Recounted from the rows up to the marks; what is behind them was not counted yet. offset 0: a run's day is looked up
    // once for the run, not for each of its lines.
    @Bean
    Invariant totalsAreRows() {
        return Invariant.of("收缴率合计等于账单、冲红、核销逐行之和", """
            with event as (
                select b.community_id, b.id bill_id, n.day, b.amount billed, 0 reversed, 0 paid, 0 relieved
                  from (select n.community_id, n.id, collection.run_day(n.community_id, n.id, n.entry_on) as day
                          from collection.counted_run c
                          join billing.bill_run n on n.community_id = c.community_id and n.id = c.run_id offset 0) n
                  join billing.bill b on b.community_id = n.community_id and b.run_id = n.id
                union all
                select v.community_id, v.bill_id, v.reversed_on, 0, v.amount, 0, 0 from collection.counted_mark k
                  join billing.bill_reversal v on v.community_id = k.community_id and v.entry_id <= k.entry_id
                union all
                select s.community_id, s.bill_id, s.settled_on, 0, 0, case when s.kind in ('PAYMENT', 'PREPAYMENT') then s.amount else 0 end,
                       case when s.kind in ('PAYMENT', 'PREPAYMENT') then 0 else s.amount end
                  from collection.counted_mark k
                  join billing.settlement s on s.community_id = k.community_id and s.id <= k.settlement_id),
            counted as (
                select b.community_id, t.charge_item_id, date_trunc('month', b.due_on)::date due_month, e.day, r.building_id, coalesce(r.entrance_id, 0) entrance_id,
                       sum(e.billed) billed, sum(e.reversed) reversed, sum(e.paid) paid, sum(e.relieved) relieved
                  from event e
                  join billing.bill b on b.community_id = e.community_id and b.id = e.bill_id
                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                  join estate.room r on r.community_id = b.community_id and r.id = b.room_id
                 group by 1, 2, 3, 4, 5, 6)
            select format('小区 %s 项目 %s 应缴月 %s 日 %s 楼栋 %s 单元 %s：合计 %s/%s/%s/%s，逐行 %s/%s/%s/%s', community_id, charge_item_id, due_month, day, building_id,
                          entrance_id, t.billed, t.reversed, t.paid, t.relieved, c.billed, c.reversed, c.paid, c.relieved)
              from collection.day_total t full join counted c using (community_id, charge_item_id, due_month, day, building_id, entrance_id)
             where (coalesce(t.billed, 0), coalesce(t.reversed, 0), coalesce(t.paid, 0), coalesce(t.relieved, 0))
                <> (coalesce(c.billed, 0), coalesce(c.reversed, 0), coalesce(c.paid, 0), coalesce(c.relieved, 0))
             order by 1 limit 100
            """);
    }

    @Bean
    Invariant itemTotalsAreDayTotals() {
        return Invariant.of("收缴率项目合计等于楼栋合计", """
            select format('小区 %s 项目 %s 应缴月 %s 日 %s', community_id, charge_item_id, due_month, day)
              from (select community_id, charge_item_id, due_month, day, sum(billed) billed, sum(reversed) reversed, sum(paid) paid, sum(relieved) relieved
                      from collection.day_total group by 1, 2, 3, 4) d
              full join collection.item_total i using (community_id, charge_item_id, due_month, day)
             where (d.billed, d.reversed, d.paid, d.relieved) is distinct from (i.billed, i.reversed, i.paid, i.relieved)
             order by 1 limit 100
            """);
    }
}
