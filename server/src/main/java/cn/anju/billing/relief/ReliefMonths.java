package cn.anju.billing.relief;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;

/** 一段日期碰到的各月。 */
final class ReliefMonths {

    private ReliefMonths() {}

    static List<YearMonth> between(LocalDate from, LocalDate to) {
        return Stream.iterate(YearMonth.from(from), month -> !month.isAfter(YearMonth.from(to)), month -> month.plusMonths(1)).toList();
    }
}
