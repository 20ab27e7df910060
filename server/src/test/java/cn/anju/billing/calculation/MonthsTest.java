package cn.anju.billing.calculation;

import cn.anju.Seed;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MonthsTest {

    @Test void 整月_首尾不足_闰年二月() {
        assertThat(months("2026-07-01", "2026-09-30")).hasToString("3");
        assertThat(months("2026-07-01", "2026-10-20")).hasToString("3 + 20/31");
        assertThat(months("2026-01-31", "2026-03-01")).hasToString("1 + 1/31 + 1/31");
        assertThat(months("2028-02-01", "2028-02-28")).hasToString("28/29");
        assertThat(months("2028-02-01", "2028-02-29")).hasToString("1");
        assertThat(months("2027-02-15", "2027-02-15")).hasToString("1/28");
    }

    /** Against the plainest way there is: every day counts 1/days of its month, with a common denominator for all. */
    @Test void 任意起止_与逐日相加一样() {
        var seed = Seed.next();
        var random = new Random(seed);
        var common = BigDecimal.valueOf(28L * 29 * 30 * 31);
        for (var i = 0; i < 5_000; i++) {
            var start = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(2_500));
            var end = start.plusDays(random.nextInt(400));
            var perMonth = BigDecimal.valueOf(random.nextInt(10_000_000), random.nextInt(5));
            var parts = 0L;
            for (var day = start; !day.isAfter(end); day = day.plusDays(1)) parts += common.longValue() / day.lengthOfMonth();
            var expected = perMonth.multiply(BigDecimal.valueOf(parts)).divide(common, 2, RoundingMode.HALF_UP);
            assertThat(Months.between(start, end).charge(perMonth))
                .as("seed %d: %s from %s to %s", seed, perMonth, start, end).isEqualTo(new Money(expected));
        }
    }

    /** A period cut into two anywhere has as many months as the whole. */
    @Test void 切成两段_月数之和不变() {
        var seed = Seed.next();
        var random = new Random(seed);
        var common = BigDecimal.valueOf(28L * 29 * 30 * 31);
        for (var i = 0; i < 2_000; i++) {
            var start = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(2_500));
            var cut = start.plusDays(random.nextInt(200));
            var end = cut.plusDays(1 + random.nextInt(200));
            var whole = Months.between(start, end).charge(common);
            var both = Months.between(start, cut).charge(common).plus(Months.between(cut.plusDays(1), end).charge(common));
            assertThat(both).as("seed %d: %s, %s, %s", seed, start, cut, end).isEqualTo(whole);
        }
    }

    private static Months months(String start, String end) {
        return Months.between(LocalDate.parse(start), LocalDate.parse(end));
    }
}
