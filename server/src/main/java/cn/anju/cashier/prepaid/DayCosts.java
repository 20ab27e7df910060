package cn.anju.cashier.prepaid;

import cn.anju.billing.UsagePrices.Prices;
import cn.anju.kernel.Money;
import cn.anju.metering.DailyUsage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 逐日的用量变成逐日的电费。
 *
 * <p>A day costs what the month costs up to it less what it cost before, so that the days of a month add up to its bill, bands
 * and rounding included. Pure.
 */
final class DayCosts {

    /** 一只表一天的账。 */
    record Line(long meterId, YearMonth month, LocalDate on, BigDecimal value, BigDecimal usage, Money cost, boolean isClosing) {}

    private DayCosts() {}

    /** @param billed months that are billed, with the amount: what the price of today says otherwise goes to their last day */
    static List<Line> of(DailyUsage.Days days, Prices prices, Map<YearMonth, Money> billed) {
        var lines = new ArrayList<Line>();
        var byMeter = new HashMap<Long, BigDecimal>();
        YearMonth month = null;
        var used = BigDecimal.ZERO;
        var cost = Money.ZERO;
        for (var day : days.days()) {
            if (!day.month().equals(month)) {
                settle(lines, month, cost, billed);
                month = day.month();
                used = BigDecimal.ZERO;
                cost = Money.ZERO;
                byMeter.clear();
            }
            var before = byMeter.getOrDefault(day.meterId(), BigDecimal.ZERO);
            byMeter.put(day.meterId(), day.usedInMonth());
            var usage = day.usedInMonth().subtract(before);
            used = used.add(usage);
            var sofar = prices.cost(days.place().roomId(), month, days.before(month), used);
            lines.add(new Line(day.meterId(), month, day.on(), day.value(), usage, sofar.minus(cost), day.isClosing()));
            cost = sofar;
        }
        settle(lines, month, cost, billed);
        return lines;
    }

    private static void settle(List<Line> lines, @Nullable YearMonth month, Money cost, Map<YearMonth, Money> billed) {
        var bill = month == null ? null : billed.get(month);
        if (bill == null || bill.equals(cost)) return;
        var last = lines.removeLast();
        lines.add(new Line(last.meterId(), last.month(), last.on(), last.value(), last.usage(), last.cost().plus(bill).minus(cost), last.isClosing()));
    }
}
