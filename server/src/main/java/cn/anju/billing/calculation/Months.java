package cn.anju.billing.calculation;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * 一段日期折合的月数：整月算一，不足的按天数除以当月天数。
 *
 * <p>An exact number: a whole one and fractions, the cut months at either end and those with stopped days.
 */
public record Months(int whole, List<Part> parts) {

    /** 不足一月的一段。 */
    public record Part(int days, int daysInMonth) {}

    /** 从 {@code start} 到 {@code end}，首尾两天都算。 */
    public static Months between(LocalDate start, LocalDate end) {
        return between(start, end, List.of());
    }

    /** 同上，停收的各天不算。 @param stopped inside the period, none overlapping another */
    public static Months between(LocalDate start, LocalDate end, List<StoppedDays> stopped) {
        var whole = 0;
        var parts = new ArrayList<Part>(2);
        for (var month = YearMonth.from(start); !month.atDay(1).isAfter(end); month = month.plusMonths(1)) {
            var from = start.isAfter(month.atDay(1)) ? start.getDayOfMonth() : 1;
            var to = end.isBefore(month.atEndOfMonth()) ? end.getDayOfMonth() : month.lengthOfMonth();
            var days = to - from + 1;
            for (var stop : stopped) {
                var left = stop.within(month.atDay(from), month.atDay(to));
                if (!left.isEmpty()) days -= left.to().getDayOfMonth() - left.from().getDayOfMonth() + 1;
            }
            if (days == month.lengthOfMonth()) whole++;
            else if (days > 0) parts.add(new Part(days, month.lengthOfMonth()));
        }
        return new Months(whole, List.copyOf(parts));
    }

    /** 每月这么多，这段日期共多少；只在最后四舍五入一次。 */
    public Money charge(BigDecimal perMonth) {
        if (parts.isEmpty()) return Money.rounded(perMonth.multiply(BigDecimal.valueOf(whole)));
        long numerator = whole;
        long denominator = 1;
        var days = new TreeMap<Integer, Integer>();                 // months are of four lengths at most, so that a long holds it
        for (var part : parts) days.merge(part.daysInMonth, part.days, Integer::sum);
        for (var each : days.entrySet()) {
            numerator = numerator * each.getKey() + each.getValue() * denominator;
            denominator *= each.getKey();
        }
        return Money.rounded(perMonth.multiply(BigDecimal.valueOf(numerator)), BigDecimal.valueOf(denominator));
    }

    /** 算式里的写法，如 {@code 2 + 15/31}。 */
    @Override
    public String toString() {
        var fractions = parts.stream().map(part -> part.days + "/" + part.daysInMonth).collect(Collectors.joining(" + "));
        if (parts.isEmpty()) return String.valueOf(whole);
        return whole == 0 ? fractions : whole + " + " + fractions;
    }
}
