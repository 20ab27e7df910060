package cn.anju.metering;

import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** 读数、倍率这些数：去掉无意义的零，位数有限。 */
final class Figures {

    private static final BigDecimal MOST = BigDecimal.TEN.pow(12);

    private Figures() {}

    /** Without trailing zeros and without exponent: 12.50 is 12.5, 1E+3 is 1000. */
    static BigDecimal plain(BigDecimal figure) {
        return figure.signum() == 0 ? BigDecimal.ZERO : new BigDecimal(figure.stripTrailingZeros().toPlainString());
    }

    static @Nullable BigDecimal plainOrNull(@Nullable BigDecimal figure) {
        return figure == null ? null : plain(figure);
    }

    /** 表盘上的数：不小于零，最多四位小数。 @throws Problem 400 {@code reading-invalid} */
    static BigDecimal reading(String what, BigDecimal figure) {
        if (!isWithin(figure, 4))
            throw Problem.invalid("reading-invalid", "%s「%s」不像表上的数：不小于零，最多四位小数", what, shown(figure));
        return plain(figure);
    }

    static boolean isWithin(BigDecimal figure, int decimals) {
        return figure.signum() >= 0 && figure.precision() - figure.scale() <= 12 && figure.compareTo(MOST) < 0
            && figure.stripTrailingZeros().scale() <= decimals;
    }

    static String shown(BigDecimal figure) {
        return Math.abs(figure.scale()) > 30 ? figure.toString() : plain(figure).toPlainString();
    }

    static boolean isSame(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null ? one == other : one.compareTo(other) == 0;
    }
}
