package cn.anju.billing;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * 违约金：按未收本金、日率和逾期天数算，四舍五入到分，不超过本金；不计复利，不进应收。
 *
 * <p>A function of the outstanding amount and the day only, so any past day's fee can be computed again.
 */
public final class LateFee {

    private LateFee() {}

    /** 逾期天数：应缴日的次日是第一天。 */
    public static long daysLate(LocalDate dueOn, LocalDate day) {
        return Math.max(0, ChronoUnit.DAYS.between(dueOn, day));
    }

    /** 一笔本金到某日的违约金。 */
    public static Money on(Money outstanding, BigDecimal dailyRate, LocalDate dueOn, LocalDate day) {
        var days = BigDecimal.valueOf(daysLate(dueOn, day));
        return Money.rounded(outstanding.yuan().multiply(dailyRate).multiply(days)).min(outstanding);
    }

    /**
     * 手上的钱连本带违约金最多能结清多少本金。
     *
     * <p>Principal and its fee together never fall when the principal grows, so the largest one is found by halving.
     */
    public static Money largestPrincipal(Money outstanding, BigDecimal dailyRate, LocalDate dueOn, LocalDate day,
                                         Money available) {
        var enough = 0L;
        var tooMuch = fen(outstanding.min(available)) + 1;
        while (tooMuch - enough > 1) {
            var middle = enough + (tooMuch - enough) / 2;
            var principal = ofFen(middle);
            var taken = principal.plus(on(principal, dailyRate, dueOn, day));
            if (taken.compareTo(available) <= 0) enough = middle;
            else tooMuch = middle;
        }
        return ofFen(enough);
    }

    private static long fen(Money money) {
        return money.yuan().unscaledValue().longValueExact();
    }

    private static Money ofFen(long fen) {
        return new Money(BigDecimal.valueOf(fen, 2));
    }
}
