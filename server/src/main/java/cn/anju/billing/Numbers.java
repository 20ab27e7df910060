package cn.anju.billing;

import java.math.BigDecimal;

/** 数的写法。 */
final class Numbers {

    private Numbers() {}

    /** Without trailing zeros and never with an exponent: {@code 107.5000} → {@code 107.5}, {@code 100.00} → {@code 100}. */
    static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
