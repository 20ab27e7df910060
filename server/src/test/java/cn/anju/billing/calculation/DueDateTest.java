package cn.anju.billing.calculation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class DueDateTest {

    @Test void 当天就是应缴日的_当天应缴() {
        assertThat(DueDate.onOrAfter(LocalDate.of(2026, 7, 25), 25)).isEqualTo("2026-07-25");
        assertThat(DueDate.onOrAfter(LocalDate.of(2026, 7, 26), 25)).isEqualTo("2026-08-25");
    }

    @Test void 当月没有这一天的_月末应缴() {
        assertThat(DueDate.onOrAfter(LocalDate.of(2026, 2, 1), 31)).isEqualTo("2026-02-28");
        assertThat(DueDate.onOrAfter(LocalDate.of(2028, 2, 29), 30)).isEqualTo("2028-02-29");
        assertThat(DueDate.onOrAfter(LocalDate.of(2026, 4, 30), 31)).isEqualTo("2026-04-30");
    }

    @Test void 按表和公摊_账期之后的第一个() {
        assertThat(DueDate.after(LocalDate.of(2026, 7, 31), 31)).isEqualTo("2026-08-31");
        assertThat(DueDate.after(LocalDate.of(2027, 1, 31), 31)).isEqualTo("2027-02-28");
        assertThat(DueDate.after(LocalDate.of(2026, 12, 31), 25)).isEqualTo("2027-01-25");
    }

    @Test void 周期按日历划分() {
        var november = YearMonth.of(2026, 11);
        assertThat(Cycle.MONTH.firstDay(november)).isEqualTo("2026-11-01");
        assertThat(Cycle.QUARTER.firstDay(november)).isEqualTo("2026-10-01");
        assertThat(Cycle.HALF_YEAR.firstDay(november)).isEqualTo("2026-07-01");
        assertThat(Cycle.YEAR.firstDay(november)).isEqualTo("2026-01-01");
        assertThat(Cycle.HALF_YEAR.lastDay(YearMonth.of(2028, 6))).isEqualTo("2028-06-30");
        assertThat(Cycle.QUARTER.lastDay(YearMonth.of(2028, 2))).isEqualTo("2028-03-31");
        assertThat(Cycle.MONTH.lastDay(YearMonth.of(2028, 2))).isEqualTo("2028-02-29");
    }
}
