package cn.anju.collection.rate;

import cn.anju.kernel.Problem;
import java.time.LocalDate;
import java.time.YearMonth;

/** 一个收费期：上半年或下半年。 */
record HalfYear(YearMonth first) {

    HalfYear {
        if (first.getMonthValue() != 1 && first.getMonthValue() != 7) throw Problem.invalid("half-year-invalid", "收费期从一月或七月开始");
    }

    static HalfYear of(LocalDate day) {
        return new HalfYear(YearMonth.of(day.getYear(), day.getMonthValue() <= 6 ? 1 : 7));
    }

    LocalDate start() {
        return first.atDay(1);
    }

    LocalDate end() {
        return first.plusMonths(5).atEndOfMonth();
    }

    /** 这一期截至某日，不出期末。 */
    RateQuery.Span until(LocalDate day) {
        var asOf = day.isAfter(end()) ? end() : day;
        return new RateQuery.Span(first, YearMonth.from(asOf), asOf);
    }
}
