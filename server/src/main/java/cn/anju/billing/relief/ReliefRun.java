package cn.anju.billing.relief;

import cn.anju.billing.RunFollower;
import cn.anju.billing.Settlement;
import cn.anju.billing.Waivers;
import cn.anju.billing.calculation.Months;
import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 出账一发布，分期减免就核销各自的账单：应收照原样立着，减了多少另记。 */
@Component
class ReliefRun implements RunFollower {

    private record Match(long reliefId, @Nullable BigDecimal percent, Money monthly, LocalDate fromOn, LocalDate untilOn, long billId, Money amount,
                         Money outstanding, LocalDate periodStart, LocalDate periodEnd) {}

    private final JdbcClient jdbc;
    private final Waivers waivers;

    ReliefRun(JdbcClient jdbc, Waivers waivers) {
        this.jdbc = jdbc;
        this.waivers = waivers;
    }

    /** A relief asked for after a transfer is the new owner's: it does not pay what the former one owes. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void published(long community, long run, LocalDate entryOn) {
        var settlements = new ArrayList<Settlement>();
        var left = new HashMap<Long, Money>();
        var matches = jdbc.sql("""
                select f.id relief_id, f.percent, f.amount monthly, f.from_on, f.until_on, b.id bill_id, b.amount, b.outstanding,
                       b.period_start, b.period_end
                  from billing.relief f
                  join billing.bill b on b.community_id = f.community_id and b.run_id = :run and b.room_id = f.room_id
                                     and b.outstanding > 0 and b.payer = 'OWNER' and not b.is_one_off
                                     and b.period_start <= f.until_on and b.period_end >= f.from_on
                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id and t.charge_item_id = f.charge_item_id
                 where f.community_id = :community and f.bill_id is null and f.state = 'APPROVED'
                   and not exists (select from billing.ownership_transfer o
                                    where o.community_id = b.community_id and o.room_id = b.room_id and o.transfer_on > b.period_end
                                      and o.transfer_on <= (f.made_at at time zone 'Asia/Shanghai')::date)
                 order by b.id, f.id for no key update of b
                """).param("community", community).param("run", run).query(Match.class).list();
        for (var match : matches) {
            var open = left.getOrDefault(match.billId(), match.outstanding());
            var relief = relief(match).min(open);
            if (!relief.isPositive()) continue;
            left.put(match.billId(), open.minus(relief));
            settlements.add(new Settlement(match.billId(), Settlement.Kind.WAIVER, relief, entryOn, match.reliefId()));
        }
        if (!settlements.isEmpty()) waivers.waive(community, settlements, "relief_run", run, entryOn, "出账减免");
    }

    /** The part of the line's days that it covers, never more than was approved for these months. */
    private static Money relief(Match match) {
        var from = match.fromOn().isAfter(match.periodStart()) ? match.fromOn() : match.periodStart();
        var to = match.untilOn().isBefore(match.periodEnd()) ? match.untilOn() : match.periodEnd();
        var most = Months.between(from, to).charge(match.monthly().yuan());
        if (match.percent() == null) return most;
        var days = BigDecimal.valueOf(ChronoUnit.DAYS.between(from, to) + 1);
        var all = BigDecimal.valueOf((ChronoUnit.DAYS.between(match.periodStart(), match.periodEnd()) + 1) * 100);
        return Money.rounded(match.amount().yuan().multiply(match.percent()).multiply(days), all).min(most);
    }
}
