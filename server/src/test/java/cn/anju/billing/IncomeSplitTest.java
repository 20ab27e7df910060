package cn.anju.billing;

import cn.anju.Seed;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IncomeSplitTest {

    @Test
    void 整月一份_半月按天() {
        var split = IncomeSplit.byMonth(Money.of("250.00"), LocalDate.of(2026, 7, 1), LocalDate.of(2026, 9, 15));
        assertThat(split).containsExactly(java.util.Map.entry(YearMonth.of(2026, 7), Money.of("100.00")),
            java.util.Map.entry(YearMonth.of(2026, 8), Money.of("100.00")), java.util.Map.entry(YearMonth.of(2026, 9), Money.of("50.00")));
    }

    @Test
    void 各月加起来总是原数() {
        var seed = Seed.next();
        var random = new Random(seed);
        for (var i = 0; i < 500; i++) {
            var start = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(2000));
            var end = start.plusDays(random.nextInt(400));
            var amount = new Money(BigDecimal.valueOf(random.nextInt(100_000_000), 2));
            var split = IncomeSplit.byMonth(amount, start, end);
            assertThat(Money.sum(split.values())).as("seed %d, %s %s %s", seed, amount, start, end).isEqualTo(amount);
            assertThat(split.firstKey()).isEqualTo(YearMonth.from(start));
            assertThat(split.lastKey()).isEqualTo(YearMonth.from(end));
        }
    }
}
