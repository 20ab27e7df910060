package cn.anju.billing.calculation;

import java.time.LocalDate;
import java.time.YearMonth;

/** 计费周期：按日历划分的月、季、半年、年。 */
public enum Cycle {
    MONTH("月", 1), QUARTER("季", 3), HALF_YEAR("半年", 6), YEAR("年", 12);

    private final String label;
    private final int months;

    Cycle(String label, int months) {
        this.label = label;
        this.months = months;
    }

    public String label() {
        return label;
    }

    /** 某月所在周期的第一天。 */
    public LocalDate firstDay(YearMonth month) {
        var first = (month.getMonthValue() - 1) / months * months + 1;
        return LocalDate.of(month.getYear(), first, 1);
    }

    /** 某月所在周期的最后一天。 */
    public LocalDate lastDay(YearMonth month) {
        return firstDay(month).plusMonths(months).minusDays(1);
    }
}
