package cn.anju.billing.calculation;

import java.time.LocalDate;
import java.time.YearMonth;

/** 应缴日：每月的第几天；当月没有这一天的，是当月最后一天。 */
final class DueDate {

    private DueDate() {}

    /** 不早于某天的第一个应缴日。 */
    static LocalDate onOrAfter(LocalDate day, int dueDay) {
        var month = YearMonth.from(day);
        var due = in(month, dueDay);
        return due.isBefore(day) ? in(month.plusMonths(1), dueDay) : due;
    }

    /** 某天之后的第一个应缴日。 */
    static LocalDate after(LocalDate day, int dueDay) {
        return onOrAfter(day.plusDays(1), dueDay);
    }

    private static LocalDate in(YearMonth month, int dueDay) {
        return month.atDay(Math.min(dueDay, month.lengthOfMonth()));
    }
}
