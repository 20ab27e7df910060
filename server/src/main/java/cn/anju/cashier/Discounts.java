package cn.anju.cashier;

import cn.anju.billing.OpenBill;
import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * 一次付清时的优惠：预缴满一年的折扣和抹零，按账单记着各优惠多少。
 *
 * <p>Only for who settles everything asked for at once; a part payment gets none.
 */
record Discounts(Map<Long, Money> byBill, Money annual, Money rounding) {

    /** 抹零抹到哪一位。 */
    enum Rounding {
        OFF(null), JIAO(new BigDecimal("0.1")), YUAN(BigDecimal.ONE);

        private final BigDecimal unit;

        Rounding(BigDecimal unit) {
            this.unit = unit;
        }

        Money remainder(Money amount) {
            return unit == null ? Money.ZERO : new Money(amount.yuan().remainder(unit));
        }
    }

    private static final long YEAR = 12;

    static final Discounts NONE = new Discounts(Map.of(), Money.ZERO, Money.ZERO);

    Money of(OpenBill bill) {
        return byBill.getOrDefault(bill.id(), Money.ZERO);
    }

    /**
     * @param annualPercent off lines that begin after today's month, when at least twelve such months of one tariff are paid
     * @param lateFee what is collected besides, so that the sum to pay comes out round
     */
    static Discounts on(List<OpenBill> bills, LocalDate day, BigDecimal annualPercent, Rounding rounding, Money lateFee) {
        var byBill = new HashMap<Long, Money>(annual(bills, day, annualPercent));
        var annual = Money.sum(byBill.values());
        var due = Money.sum(bills, OpenBill::outstanding).plus(lateFee).minus(annual);
        var odd = rounding.remainder(due);
        var bearer = bills.stream().max(Comparator.comparing(OpenBill::outstanding).thenComparing(OpenBill::id, Comparator.reverseOrder()));
        if (odd.isZero() || bearer.isEmpty()
            || byBill.getOrDefault(bearer.get().id(), Money.ZERO).plus(odd).compareTo(bearer.get().outstanding()) >= 0)
            return new Discounts(byBill, annual, Money.ZERO);
        byBill.merge(bearer.get().id(), odd, Money::plus);
        return new Discounts(byBill, annual, odd);
    }

    private static Map<Long, Money> annual(List<OpenBill> bills, LocalDate day, BigDecimal percent) {
        if (percent.signum() == 0) return Map.of();
        return bills.stream()
            .filter(bill -> !bill.isPassThrough() && YearMonth.from(bill.periodStart()).isAfter(YearMonth.from(day)))
            .collect(Collectors.groupingBy(bill -> bill.roomId() + " " + bill.tariffCode()))
            .values().stream()
            .filter(lines -> lines.stream().mapToLong(Discounts::months).sum() >= YEAR)
            .flatMap(List::stream)
            .collect(Collectors.toMap(OpenBill::id, bill -> percentOf(bill.outstanding(), percent)));
    }

    private static long months(OpenBill bill) {
        return ChronoUnit.MONTHS.between(YearMonth.from(bill.periodStart()), YearMonth.from(bill.periodEnd())) + 1;
    }

    private static Money percentOf(Money amount, BigDecimal percent) {
        return Money.rounded(amount.yuan().multiply(percent).movePointLeft(2));
    }
}
