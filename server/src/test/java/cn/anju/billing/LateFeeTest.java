package cn.anju.billing;

import cn.anju.Seed;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LateFeeTest {

    private static final LocalDate DUE = LocalDate.of(2026, 7, 25);

    @Test void 应缴日次日是第一天_到期当天及以前没有() {
        assertThat(fee("334.43", "0.0005", DUE)).isEqualTo(Money.ZERO);
        assertThat(fee("334.43", "0.0005", DUE.minusDays(3))).isEqualTo(Money.ZERO);
        assertThat(fee("334.43", "0.0005", DUE.plusDays(1))).isEqualTo(Money.of("0.17"));
        assertThat(fee("334.43", "0.0005", DUE.plusDays(340))).isEqualTo(Money.of("56.85"));
    }

    @Test void 不超过本金_日率为零没有() {
        assertThat(fee("100.00", "0.003", DUE.plusDays(400))).isEqualTo(Money.of("100.00"));
        assertThat(fee("100.00", "0", DUE.plusDays(400))).isEqualTo(Money.ZERO);
    }

    @Test void 部分付款后_只按剩下的本金算_不计复利() {
        assertThat(fee("50.00", "0.001", DUE.plusDays(100))).isEqualTo(Money.of("5.00"));
        assertThat(fee("50.00", "0.001", DUE.plusDays(200))).isEqualTo(Money.of("10.00"));
    }

    /** The largest principal by trying each one, over random debts, rates, days and money. */
    @Test void 手上的钱能结多少本金_与逐分试出来的一样() {
        var seed = Seed.next();
        var random = new Random(seed);
        for (var i = 0; i < 2_000; i++) {
            var outstanding = fen(1 + random.nextInt(3_000));
            var rate = BigDecimal.valueOf(random.nextInt(400), 5);
            var day = DUE.plusDays(random.nextInt(1_200) - 20);
            var available = fen(random.nextInt(5_000));
            var best = Money.ZERO;
            for (var p = 0; p <= outstanding.yuan().unscaledValue().intValue(); p++)
                if (fen(p).plus(LateFee.on(fen(p), rate, DUE, day)).compareTo(available) <= 0) best = fen(p);
            assertThat(LateFee.largestPrincipal(outstanding, rate, DUE, day, available))
                .as("seed %d: %s at %s on %s with %s", seed, outstanding, rate, day, available).isEqualTo(best);
        }
    }

    @Test void 最大的金额也算得出() {
        var most = Money.of("999999999999.99");
        assertThat(LateFee.largestPrincipal(most, new BigDecimal("0.0005"), DUE, DUE, most)).isEqualTo(most);
    }

    private static Money fee(String outstanding, String rate, LocalDate day) {
        return LateFee.on(Money.of(outstanding), new BigDecimal(rate), DUE, day);
    }

    private static Money fen(int fen) {
        return new Money(BigDecimal.valueOf(fen, 2));
    }
}
