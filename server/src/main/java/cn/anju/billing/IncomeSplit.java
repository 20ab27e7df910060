package cn.anju.billing;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;

/** 跨月的收费归到各月：整月一份，不足的按天，加起来分毫不差。 */
final class IncomeSplit {

    /** A multiple of 28, 29, 30 and 31, so that every part of a month is a whole number. */
    private static final int MONTH = 377_580;

    private IncomeSplit() {}

    static SortedMap<YearMonth, Money> byMonth(Money amount, LocalDate start, LocalDate end) {
        var months = new ArrayList<YearMonth>();
        var weights = new ArrayList<BigDecimal>();
        for (var month = YearMonth.from(start); !month.atDay(1).isAfter(end); month = month.plusMonths(1)) {
            var first = month.equals(YearMonth.from(start)) ? start.getDayOfMonth() : 1;
            var last = month.equals(YearMonth.from(end)) ? end.getDayOfMonth() : month.lengthOfMonth();
            months.add(month);
            weights.add(BigDecimal.valueOf((long) (last - first + 1) * (MONTH / month.lengthOfMonth())));
        }
        var shares = amount.allocate(weights);
        var split = new TreeMap<YearMonth, Money>();
        for (var i = 0; i < months.size(); i++) split.put(months.get(i), shares.get(i));
        return split;
    }
}
