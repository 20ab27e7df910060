package cn.anju.metering;

import cn.anju.Seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.anju.kernel.Problem;
import cn.anju.metering.ReadingRule.Dial;
import cn.anju.metering.ReadingRule.Reading;
import cn.anju.metering.ReadingRule.Replacement;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadingRuleTest {

    @Test void 本次减上次乘倍率() {
        assertThat(usage("100.5", "110.75", false, null, "20", 6)).isEqualByComparingTo("205");
        assertThat(usage("100", "100", false, null, "1", 6)).isEqualByComparingTo("0");
    }

    @Test void 过零_表盘走过一圈() {
        assertThat(usage("9990", "15.5", true, null, "1", 4)).isEqualByComparingTo("25.5");
        assertThat(usage("9990", "15.5", true, null, "10", 4)).isEqualByComparingTo("255");
    }

    @Test void 换表_旧表走的加新表走的() {
        assertThat(usage("33400", "397.52", false, replaced("33440.47", "2.66"), "1", 6)).isEqualByComparingTo("435.33");
        assertThat(usage("9990", "8", true, replaced("5", "3"), "1", 4)).as("换表前过零").isEqualByComparingTo("20");
    }

    @Test void 比上次小又没说明的_不收() {
        assertRejected("reading-decreased", "100", "99.99", false, null);
        assertRejected("reading-decreased", "100", "5", false, replaced("99", "0"));
        assertRejected("reading-decreased", "100", "5", false, replaced("120", "6"));
        assertRejected("reading-decreased", "20000", "5", true, null);
        assertRejected("reading-invalid", "0", "-1", true, null);
    }

    @Test void 同月重复导入_不叠加_漏抄一月后补在下月() {
        var dials = new Dials();
        dials.start("W1", "100", "1", "6");
        var july = YearMonth.of(2026, 7);
        dials.read("W1", july, "110", false, "", "");
        dials.read("W1", july, "112", false, "", "");
        assertThat(dials.usage("W1", july)).isEqualByComparingTo("12");
        dials.read("W1", july.plusMonths(2), "130", false, "", "");
        assertThat(dials.usage("W1", july.plusMonths(1))).isNull();
        assertThat(dials.usage("W1", july.plusMonths(2))).isEqualByComparingTo("18");
        assertThat(dials.usageEarlierInYear("W1", july.plusMonths(3))).isEqualByComparingTo("30");
        assertThat(dials.usageEarlierInYear("W1", YearMonth.of(2027, 1))).isEqualByComparingTo("0");
    }

    /** A dial of so many digits, turned on by random amounts: what is read off it gives back what it was turned by. */
    @Test void 表盘怎么走_用量就是多少() {
        var seed = Seed.next();
        var random = new Random(seed);
        for (var i = 0; i < 2_000; i++) {
            var digits = 3 + random.nextInt(4);
            var circle = BigDecimal.TEN.pow(digits);
            var previous = BigDecimal.valueOf(random.nextInt(circle.intValue() * 100), 2);
            var turned = BigDecimal.valueOf(random.nextInt(circle.intValue() * 100), 2);
            var end = previous.add(turned);
            var isRollover = end.compareTo(circle) >= 0;
            var reading = new Reading(end.remainder(circle), isRollover, null);
            assertThat(ReadingRule.usage(previous, reading, new Dial(BigDecimal.TWO, digits)))
                .as("seed %d: %s + %s of %s", seed, previous, turned, circle).isEqualByComparingTo(turned.multiply(BigDecimal.TWO));
        }
    }

    private static void assertRejected(String code, String previous, String value, boolean isRollover, @Nullable Replacement replacement) {
        assertThatThrownBy(() -> usage(previous, value, isRollover, replacement, "1", 4))
            .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private static BigDecimal usage(String previous, String value, boolean isRollover, @Nullable Replacement replacement, String multiplier, int digits) {
        return ReadingRule.usage(new BigDecimal(previous), new Reading(new BigDecimal(value), isRollover, replacement),
            new Dial(new BigDecimal(multiplier), digits));
    }

    private static Replacement replaced(String oldStop, String newStart) {
        return new Replacement(new BigDecimal(oldStop), new BigDecimal(newStart));
    }
}
