package cn.anju.billing.calculation;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Does the sum of an explanation again, with exact fractions, from nothing but its text. */
final class Formula {

    private record Fraction(BigDecimal over, BigDecimal under) {

        Fraction plus(Fraction other) {
            return new Fraction(over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
        }

        Fraction times(Fraction other) {
            return new Fraction(over.multiply(other.over), under.multiply(other.under));
        }

        Fraction inverse() {
            return new Fraction(under, over);
        }
    }

    private final String text;
    private int at;

    private Formula(String text) {
        this.text = text.replace(" ", "");
    }

    static Money amount(String text) {
        var formula = new Formula(text);
        var sum = formula.sum();
        if (formula.at != formula.text.length()) throw new IllegalArgumentException("left over: " + formula.text.substring(formula.at));
        return new Money(sum.over.divide(sum.under, 2, RoundingMode.HALF_UP));
    }

    private Fraction sum() {
        var sum = product();
        while (true) {
            if (skip('+')) sum = sum.plus(product());
            else if (skip('−')) sum = sum.plus(product().times(new Fraction(BigDecimal.ONE.negate(), BigDecimal.ONE)));
            else return sum;
        }
    }

    private Fraction product() {
        var product = factor();
        while (true) {
            if (skip('×')) product = product.times(factor());
            else if (skip('÷')) product = product.times(factor().inverse());
            else return product;
        }
    }

    private Fraction factor() {
        if (skip('(')) {
            var inner = sum();
            if (!skip(')')) throw new IllegalArgumentException(text);
            return inner;
        }
        if (skip('⌊')) {
            var inner = sum();
            if (!skip('⌋')) throw new IllegalArgumentException(text);
            return new Fraction(inner.over.divide(inner.under, 2, RoundingMode.FLOOR), BigDecimal.ONE);
        }
        var start = at;
        while (at < text.length() && "0123456789.".indexOf(text.charAt(at)) >= 0) at++;
        return new Fraction(new BigDecimal(text.substring(start, at)), BigDecimal.ONE);
    }

    private boolean skip(char expected) {
        if (at >= text.length() || text.charAt(at) != expected) return false;
        at++;
        return true;
    }
}
