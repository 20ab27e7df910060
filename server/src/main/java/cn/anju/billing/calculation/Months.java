package cn.anju.billing.calculation;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * 一段日期折合的月数：整月算一，不足的按天数除以当月天数。
 *
 * <p>An exact number: a whole one and at most two fractions, the cut months at either end.
 */
public record Months(int whole, List<Part> parts) {

    /** 不足一月的一段。 */
    public record Part(int days, int daysInMonth) {}

    /** 从 {@code start} 到 {@code end}，首尾两天都算。 */
    public static Months between(LocalDate start, LocalDate end) {
        var whole = 0;
        var parts = new ArrayList<Part>(2);
        for (var month = YearMonth.from(start); !month.atDay(1).isAfter(end); month = month.plusMonths(1)) {
            var from = start.isAfter(month.atDay(1)) ? start.getDayOfMonth() : 1;
            var to = end.isBefore(month.atEndOfMonth()) ? end.getDayOfMonth() : month.lengthOfMonth();
            var days = to - from + 1;
            if (days == month.lengthOfMonth()) whole++;
            else parts.add(new Part(days, month.lengthOfMonth()));
        }
        return new Months(whole, List.copyOf(parts));
    }

    /** 每月这么多，这段日期共多少；只在最后四舍五入一次。 */
    public Money charge(BigDecimal perMonth) {
        if (parts.isEmpty()) return Money.rounded(perMonth.multiply(BigDecimal.valueOf(whole)));
        long numerator = whole;
        long denominator = 1;
        for (var part : parts) {
            numerator = numerator * part.daysInMonth + part.days * denominator;
            denominator *= part.daysInMonth;
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
