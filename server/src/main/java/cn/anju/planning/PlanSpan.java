package cn.anju.planning;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** 计划管多久。年、季、月的计划和总结要上级批，周、日的报了就算。 */
enum PlanSpan {
    YEAR("年", true),
    QUARTER("季", true),
    MONTH("月", true),
    WEEK("周", false),
    DAY("日", false);

    final String label;
    final boolean needsApproval;

    PlanSpan(String label, boolean needsApproval) {
        this.label = label;
        this.needsApproval = needsApproval;
    }

    /** The first day of the period in which the day lies. */
    LocalDate begins(LocalDate day) {
        return switch (this) {
            case YEAR -> day.withDayOfYear(1);
            case QUARTER -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
            case MONTH -> day.withDayOfMonth(1);
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case DAY -> day;
        };
    }

    LocalDate ends(LocalDate begins) {
        var next = switch (this) {
            case YEAR -> begins.plusYears(1);
            case QUARTER -> begins.plusMonths(3);
            case MONTH -> begins.plusMonths(1);
            case WEEK -> begins.plusDays(7);
            case DAY -> begins.plusDays(1);
        };
        return next.minusDays(1);
    }

    /** 这一期怎么叫：2026 年第 4 季度。 */
    String words(LocalDate begins) {
        return switch (this) {
            case YEAR -> "%d 年".formatted(begins.getYear());
            case QUARTER -> "%d 年第 %d 季度".formatted(begins.getYear(), (begins.getMonthValue() + 2) / 3);
            case MONTH -> "%d 年 %d 月".formatted(begins.getYear(), begins.getMonthValue());
            case WEEK -> "%s 至 %s 这周".formatted(begins, ends(begins));
            case DAY -> begins.toString();
        };
    }
}
