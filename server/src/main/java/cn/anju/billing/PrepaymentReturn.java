package cn.anju.billing;

import cn.anju.kernel.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 要冲销的账单：预存抵过的还回预存。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class PrepaymentReturn {

    private record Given(long run, PrepaymentSource.Back back) {}

    private final JdbcClient jdbc;
    private final ObjectProvider<PrepaymentSource> prepayments;
    private final Clock clock;

    PrepaymentReturn(JdbcClient jdbc, ObjectProvider<PrepaymentSource> prepayments, Clock clock) {
        this.jdbc = jdbc;
        this.prepayments = prepayments;
        this.clock = clock;
    }

    /** @param bills locked by the caller @return what was given back in all */
    Money giveBack(long community, Collection<Long> bills) {
        var given = jdbc.sql("""
                with back as (
                  insert into billing.settlement (community_id, bill_id, kind, amount, settled_on, source_id, reverses_id)
                  select s.community_id, s.bill_id, s.kind, -s.amount, :today, s.source_id, s.id
                    from unnest(:bills::bigint[]) w(id)
                    join billing.settlement s on s.community_id = :community and s.bill_id = w.id and s.kind = 'PREPAYMENT' and s.amount > 0
                   where not exists (select from billing.settlement r where r.community_id = s.community_id and r.reverses_id = s.id)
                  returning bill_id, amount)
                select b.run_id, b.room_id, i.code, -sum(back.amount)
                  from back
                  join billing.bill b on b.community_id = :community and b.id = back.bill_id
                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                  join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
                 group by 1, 2, 3 order by 1, 2, 3
                """).param("community", community).param("bills", bills.toArray(Long[]::new)).param("today", LocalDate.now(clock))
            .query((row, i) -> new Given(row.getLong(1), new PrepaymentSource.Back(row.getLong(2), row.getString(3), new Money(row.getBigDecimal(4))))).list();
        given.stream().collect(Collectors.groupingBy(Given::run, TreeMap::new, Collectors.mapping(Given::back, Collectors.toList())))
            .forEach((run, amounts) -> prepayments.getObject().giveBack(community, run, amounts));
        return Money.sum(given, each -> each.back().amount());
    }
}
