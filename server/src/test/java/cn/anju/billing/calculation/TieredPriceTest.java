package cn.anju.billing.calculation;

import cn.anju.Seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TieredPriceTest {

    private final TieredPrice water = TieredPrice.of("0-180:5.00;180-260:7.00;260-:9.00");

    @Test void 各档单价只用于落在档内的用量() {
        assertThat(cost("0", "180")).isEqualByComparingTo("900");
        assertThat(cost("0", "300")).isEqualByComparingTo("1820");
        assertThat(cost("170", "20")).isEqualByComparingTo("120");
        assertThat(cost("179.99", "80.02")).isEqualByComparingTo("560.14");
        assertThat(cost("500", "1")).isEqualByComparingTo("9");
        assertThat(cost("180", "0")).isEqualByComparingTo("0");
    }

    @Test void 全角标点和空格也认() {
        assertThat(TieredPrice.of(" 0－180：5.00； 180~260：7.00；260-：9.00")).isEqualTo(water);
        assertThat(water).hasToString("0-180:5.00;180-260:7.00;260-:9.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0-180:5", "1-:5", "0-180:5;200-:7", "0-180:5;170-:7", "0-:5;180-:7", "0-0:5;0-:7", "0-180:-5;180-:7", "0-1e9:5;1e9-:6", "abc"})
    void 有缺口有重叠不封口的阶梯_不收(String text) {
        assertThatThrownBy(() -> TieredPrice.of(text)).isInstanceOfSatisfying(Problem.class,
            problem -> assertThat(problem.code()).isEqualTo("tiers-invalid"));
    }

    /** Against the plainest way there is: a hundredth of a unit at a time. */
    @Test void 任意阶梯_与一点一点地加一样() {
        var seed = Seed.next();
        var random = new Random(seed);
        for (var i = 0; i < 300; i++) {
            var first = 1 + random.nextInt(400);
            var second = first + 1 + random.nextInt(400);
            int[] prices = {random.nextInt(1000), random.nextInt(1000), random.nextInt(1000)};
            var price = TieredPrice.of("0-%s:%d;%s-%s:%d;%s-:%d".formatted(hundredths(first), prices[0], hundredths(first),
                hundredths(second), prices[1], hundredths(second), prices[2]));
            var before = random.nextInt(1000);
            var usage = random.nextInt(1000);
            var expected = 0L;
            for (var at = before; at < before + usage; at++) expected += at < first ? prices[0] : at < second ? prices[1] : prices[2];
            assertThat(price.cost(hundredths(before), hundredths(usage)))
                .as("seed %d: %s, %d + %d", seed, price, before, usage).isEqualByComparingTo(BigDecimal.valueOf(expected, 2));
            assertThat(price.portions(hundredths(before), hundredths(usage)).stream()
                .map(TieredPrice.Portion::quantity).reduce(BigDecimal.ZERO, BigDecimal::add))
                .as("seed %d", seed).isEqualByComparingTo(hundredths(usage));
        }
    }

    /** The months of a year cost together what the year's usage costs. */
    @Test void 年阶梯_各月之和等于全年() {
        var seed = Seed.next();
        var random = new Random(seed);
        for (var year = 0; year < 300; year++) {
            var used = BigDecimal.ZERO;
            var cost = BigDecimal.ZERO;
            for (var month = 1; month <= 12; month++) {
                var usage = hundredths(random.nextInt(6000));
                cost = cost.add(water.cost(used, usage));
                used = used.add(usage);
            }
            assertThat(cost).as("seed %d", seed).isEqualByComparingTo(water.cost(BigDecimal.ZERO, used));
        }
    }

    private BigDecimal cost(String before, String usage) {
        return water.cost(new BigDecimal(before), new BigDecimal(usage));
    }

    private static BigDecimal hundredths(int number) {
        return BigDecimal.valueOf(number, 2);
    }
}
