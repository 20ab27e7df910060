package cn.anju.billing.calculation;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 月中过户的一行整月账单，按天切成几段；末段是整行减去前面各段，加起来分毫不差。 */
final class PartedLine {

    private PartedLine() {}

    /** @param cuts first days of the later parts, in order, inside the line's period */
    static List<BillLine> byDays(BillLine line, List<LocalDate> cuts) {
        if (cuts.isEmpty()) return List.of(line);
        var all = BigDecimal.valueOf(days(line.periodStart(), line.periodEnd()));
        var parts = new ArrayList<BillLine>();
        var start = line.periodStart();
        var money = line.amount();
        var quantity = line.quantity();
        for (var cut : cuts) {
            var days = BigDecimal.valueOf(days(start, cut.minusDays(1)));
            var amount = Money.rounded(line.amount().yuan().multiply(days), all);
            var part = line.basis() instanceof BillLine.Usage ? Money.rounded(line.quantity().multiply(days), all).yuan() : line.quantity();
            add(parts, line, start, cut.minusDays(1), part, amount, new BillLine.ByDays(line.amount(), pool(line)));
            start = cut;
            money = money.minus(amount);
            if (line.basis() instanceof BillLine.Usage) quantity = quantity.subtract(part);
        }
        add(parts, line, start, line.periodEnd(), quantity, money, new BillLine.Rest(line.amount(), pool(line)));
        return parts;
    }

    /** One part; nothing is made of nothing. */
    static void add(List<BillLine> parts, BillLine line, LocalDate start, LocalDate end, BigDecimal quantity, Money amount, BillLine.Basis basis) {
        if (amount.isPositive())
            parts.add(new BillLine(line.roomId(), line.tariffVersionId(), line.shareGroupId(), start, end,
                quantity.stripTrailingZeros(), amount, line.dueOn(), line.payer(), basis));
    }

    private static BillLine.@Nullable Pool pool(BillLine line) {
        return line.basis() instanceof BillLine.Pool pool ? pool : null;
    }

    private static long days(LocalDate first, LocalDate last) {
        return last.toEpochDay() - first.toEpochDay() + 1;
    }
}
