package cn.anju.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * 人民币金额，精确到分。
 *
 * <p>Always two decimals: a third one is an error at its source. The same text stands in the database
 * ({@code numeric(14,2)}), in JSON (a string) and on paper. Prices, areas and readings are not money; they become
 * money once, by {@link #rounded}.
 *
 * @param yuan the amount in yuan, scale 2, at most twelve digits before the point
 */
public record Money(BigDecimal yuan) implements Comparable<Money> {

    // Stands before ZERO, whose constructor asks it.
    private static final BigDecimal LIMIT = new BigDecimal("1000000000000");

    private static final BigDecimal MOST_ENTERED = new BigDecimal("10000000000");

    public static final Money ZERO = new Money(BigDecimal.ZERO);

    private static final Pattern TEXT = Pattern.compile("-?\\d{1,12}(\\.\\d{1,2})?");

    public Money {
        yuan = yuan.setScale(2, RoundingMode.UNNECESSARY);
        if (yuan.abs().compareTo(LIMIT) >= 0) throw new ArithmeticException("amount out of range: " + yuan);
    }

    /**
     * 金额的文字写法，如 {@code 123.4}。
     *
     * @throws Problem 400 {@code amount-invalid} for anything but plain digits with at most two decimals
     */
    @JsonCreator
    public static Money of(String text) {
        if (!TEXT.matcher(text).matches())
            throw Problem.invalid("amount-invalid", "金额「%s」不对：请填数字，最多两位小数，如 123.40", abbreviated(text));
        return new Money(new BigDecimal(text));
    }

    /** 四舍五入到分。The only rounding there is: half up, the same as PostgreSQL's {@code round}. */
    public static Money rounded(BigDecimal exact) {
        return new Money(exact.setScale(2, RoundingMode.HALF_UP));
    }

    /** 除不尽的数四舍五入到分。The quotient is exact until this one rounding, half up as in {@link #rounded(BigDecimal)}. */
    public static Money rounded(BigDecimal dividend, BigDecimal divisor) {
        return new Money(dividend.divide(divisor, 2, RoundingMode.HALF_UP));
    }

    /**
     * 表格、文件里来的数，四舍五入到分。
     *
     * @throws Problem 400 {@code amount-invalid} for ten thousand million or more: sums of such would leave the range
     */
    public static Money entered(BigDecimal figure) {
        if (figure.abs().compareTo(MOST_ENTERED) >= 0) throw Problem.invalid("amount-invalid", "金额「%s」太大，请核对", abbreviated(figure.toPlainString()));
        return rounded(figure);
    }

    public static Money sum(Collection<Money> amounts) {
        return amounts.stream().reduce(ZERO, Money::plus);
    }

    public static <T> Money sum(Collection<T> items, Function<T, Money> amount) {
        return items.stream().map(amount).reduce(ZERO, Money::plus);
    }

    public Money plus(Money other) {
        return new Money(yuan.add(other.yuan));
    }

    public Money minus(Money other) {
        return new Money(yuan.subtract(other.yuan));
    }

    public Money negated() {
        return new Money(yuan.negate());
    }

    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Money max(Money other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public boolean isZero() {
        return yuan.signum() == 0;
    }

    public boolean isPositive() {
        return yuan.signum() > 0;
    }

    public boolean isNegative() {
        return yuan.signum() < 0;
    }

    /**
     * 按权数分摊，分毫不差。
     *
     * <p>Each share is rounded down to the fen; the fen left over go one each to the largest remainders, ties to the
     * earlier line. Shares add up to the whole, always.
     *
     * @param weights not negative, at least one above zero
     */
    public List<Money> allocate(List<BigDecimal> weights) {
        var total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (isNegative() || total.signum() <= 0 || weights.stream().anyMatch(weight -> weight.signum() < 0))
            throw new ArithmeticException("cannot allocate " + this + " over " + weights);
        var scale = weights.stream().mapToInt(BigDecimal::scale).max().orElse(0);
        var fen = yuan.unscaledValue();
        var whole = total.setScale(scale).unscaledValue();
        var shares = new ArrayList<BigInteger>(weights.size());
        var remainders = new ArrayList<BigInteger>(weights.size());
        var left = fen;
        for (var weight : weights) {
            var parts = fen.multiply(weight.setScale(scale).unscaledValue()).divideAndRemainder(whole);
            shares.add(parts[0]);
            remainders.add(parts[1]);
            left = left.subtract(parts[0]);
        }
        var largestFirst = IntStream.range(0, weights.size()).boxed()
            .sorted(Comparator.comparing(remainders::get, Comparator.<BigInteger>reverseOrder())).toList();
        for (var line : largestFirst.subList(0, left.intValueExact()))
            shares.set(line, shares.get(line).add(BigInteger.ONE));
        return shares.stream().map(share -> new Money(new BigDecimal(share, 2))).toList();
    }

    @Override
    public int compareTo(Money other) {
        return yuan.compareTo(other.yuan);
    }

    @Override
    @JsonValue
    public String toString() {
        return yuan.toPlainString();
    }

    private static String abbreviated(String text) {
        return text.length() <= 24 ? text : text.substring(0, 24) + "…";
    }
}
