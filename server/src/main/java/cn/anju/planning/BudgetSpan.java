package cn.anju.planning;

import java.time.LocalDate;

/** 管多久的钱：一年的预算，还是一个月的用款计划。 */
enum BudgetSpan {
    YEAR("年度预算", "budget"),
    MONTH("用款计划", "fund-plan");

    final String label;
    /** What its approvals are called. */
    final String approval;

    BudgetSpan(String label, String approval) {
        this.label = label;
        this.approval = approval;
    }

    LocalDate begins(LocalDate day) {
        return this == YEAR ? day.withDayOfYear(1) : day.withDayOfMonth(1);
    }

    LocalDate ends(LocalDate begins) {
        return (this == YEAR ? begins.plusYears(1) : begins.plusMonths(1)).minusDays(1);
    }

    String words(LocalDate begins) {
        return this == YEAR ? begins.getYear() + " 年度预算" : "%d 年 %d 月用款计划".formatted(begins.getYear(), begins.getMonthValue());
    }
}
