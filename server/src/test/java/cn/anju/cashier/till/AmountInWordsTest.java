package cn.anju.cashier.till;

import cn.anju.Seed;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountInWordsTest {

    private static final Map<Character, Long> UNITS = Map.of('拾', 10L, '佰', 100L, '仟', 1000L);

    @ParameterizedTest
    @CsvSource({
        "0.00, 零元整", "0.05, 伍分", "0.50, 伍角整", "0.56, 伍角陆分", "1.00, 壹元整", "1.05, 壹元零伍分", "10.00, 壹拾元整",
        "10.50, 壹拾元伍角整", "101.00, 壹佰零壹元整", "1010.00, 壹仟零壹拾元整", "10030.00, 壹万零叁拾元整",
        "100000.00, 壹拾万元整", "1000010.00, 壹佰万零壹拾元整", "100000000.00, 壹亿元整", "100000001.00, 壹亿零壹元整",
        "100010000.00, 壹亿零壹万元整", "999999999999.99, 玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
        "2010010.02, 贰佰零壹万零壹拾元零贰分", "-3.20, 负叁元贰角整"})
    void 大写(String amount, String words) {
        assertThat(AmountInWords.of(Money.of(amount))).isEqualTo(words);
    }

    @Test
    void 大写读回来还是原数() {
        var seed = Seed.next();
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++) {
            var fen = Math.floorMod(random.nextLong(), (long) Math.pow(10, 1 + random.nextInt(13)));
            if (random.nextBoolean()) fen = fen / 1_000_000 * 1_000_000 + fen % 1_000;
            var money = new Money(BigDecimal.valueOf(fen, 2));
            var words = AmountInWords.of(money);
            assertThat(read(words)).as("seed %d, %s", seed, words).isEqualTo(fen);
            assertThat(words).as("seed %d", seed).matches("零元整|((?!零零|零元|零角|零万|零亿).)*[整分]");
        }
    }

    private static long read(String words) {
        var yuan = 0L;
        var group = 0L;
        var digit = 0L;
        var fen = 0L;
        for (var sign : words.toCharArray()) {
            switch (sign) {
                case '拾', '佰', '仟' -> {
                    group += digit * UNITS.get(sign);
                    digit = 0;
                }
                case '万', '亿' -> {
                    yuan += (group + digit) * (sign == '万' ? 10_000L : 100_000_000L);
                    group = digit = 0;
                }
                case '元' -> {
                    yuan += group + digit;
                    group = digit = 0;
                }
                case '角' -> {
                    fen += digit * 10;
                    digit = 0;
                }
                case '分' -> fen += digit;
                case '整' -> { }
                default -> digit = "零壹贰叁肆伍陆柒捌玖".indexOf(sign);
            }
        }
        return yuan * 100 + fen;
    }
}
