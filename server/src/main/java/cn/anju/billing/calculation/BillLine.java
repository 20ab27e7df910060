package cn.anju.billing.calculation;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 一行账单：一间房、一个收费标准版本、一段账期。
 *
 * @param quantity floor area, 1, usage, or the weight in the pool
 * @param basis what else the amount was computed from; with the tariff version it is all that is needed to do it again
 */
public record BillLine(long roomId, long tariffVersionId, @Nullable Long shareGroupId, LocalDate periodStart,
                       LocalDate periodEnd, BigDecimal quantity, Money amount, LocalDate dueOn, Payer payer,
                       Basis basis) {

    BillLine paidBy(Payer other) {
        return new BillLine(roomId, tariffVersionId, shareGroupId, periodStart, periodEnd, quantity, amount, dueOn, other, basis);
    }

    /** 应缴日推到不早于某天。 */
    public BillLine dueNotBefore(LocalDate day, int dueDay) {
        return dueOn.isBefore(day) ? new BillLine(roomId, tariffVersionId, shareGroupId, periodStart, periodEnd, quantity, amount,
            DueDate.onOrAfter(day, dueDay), payer, basis) : this;
    }

    /** 金额的依据。 */
    public sealed interface Basis {}

    /** 按时间计费：单价乘的折扣，没有折扣为一；账期里停收的各段。 */
    public record Period(BigDecimal factor, List<StoppedDays> stopped) implements Basis {

        public Period(BigDecimal factor) {
            this(factor, List.of());
        }
    }

    /**
     * 按表：本月之前已占去各档的用量，每月重新分档时为零。
     *
     * @param persons 按几口人放宽了各档；没放宽的没有
     */
    public record Usage(BigDecimal before, @Nullable Integer persons) implements Basis {

        public Usage(BigDecimal before) {
            this(before, null);
        }
    }

    /** 分段的一段，按天数分：整段应收的这么多天。 */
    public record ByDays(Money whole, @Nullable Pool pool) implements Basis {}

    /** 分段的末段：整段应收减去前面各段，所以各段之和分毫不差。 */
    public record Rest(Money whole, @Nullable Pool pool) implements Basis {}

    /**
     * 公摊：整组的总额和权数，同组各行共用。
     *
     * @param roomCount how many rooms shared, those whose share came to nothing included
     */
    public record Pool(BigDecimal usage, Money amount, BigDecimal totalWeight, int roomCount) implements Basis {}
}
