package cn.anju.billing;

import cn.anju.kernel.Money;
import cn.anju.ledger.ReceivableAges;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 应收账龄：某一天终了时，每个项目还欠多少、逾期多久。 */
@Component
class ReceivableAging implements ReceivableAges {

    private final JdbcClient jdbc;

    ReceivableAging(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Age> asOf(long community, LocalDate day) {
        return jdbc.sql("""
                with paid as materialized (
                    select bill_id, sum(amount) amount from billing.settlement where community_id = :community and settled_on <= :day group by bill_id),
                reversed as materialized (
                    select bill_id, sum(amount) amount from billing.bill_reversal where community_id = :community and reversed_on <= :day group by bill_id),
                owed as materialized (
                    select b.tariff_id, cast(:day as date) - b.due_on overdue, b.amount - coalesce(p.amount, 0) - coalesce(v.amount, 0) amount
                      from billing.bill_run n
                      join billing.bill b on b.community_id = n.community_id and b.run_id = n.id
                      left join paid p on p.bill_id = b.id
                      left join reversed v on v.bill_id = b.id
                     where n.community_id = :community and n.entry_on <= :day)
                select i.name, coalesce(sum(amount) filter (where overdue <= 0), 0) not_due,
                       coalesce(sum(amount) filter (where overdue between 1 and 30), 0) d30,
                       coalesce(sum(amount) filter (where overdue between 31 and 90), 0) d90,
                       coalesce(sum(amount) filter (where overdue between 91 and 365), 0) d365,
                       coalesce(sum(amount) filter (where overdue between 366 and 1095), 0) d1095,
                       coalesce(sum(amount) filter (where overdue > 1095), 0) older, sum(amount) total
                  from owed o
                  join billing.tariff t on t.community_id = :community and t.id = o.tariff_id
                  join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
                 where o.amount <> 0
                 group by i.name order by i.name
                """).param("community", community).param("day", day)
            .query((row, i) -> new Age(row.getString("name"), money(row.getBigDecimal("not_due")), money(row.getBigDecimal("d30")),
                money(row.getBigDecimal("d90")), money(row.getBigDecimal("d365")), money(row.getBigDecimal("d1095")),
                money(row.getBigDecimal("older")), money(row.getBigDecimal("total")))).list();
    }

    private static Money money(BigDecimal yuan) {
        return new Money(yuan);
    }
}
