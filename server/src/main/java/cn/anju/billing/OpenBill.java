package cn.anju.billing;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * 一行已发布的账单和它还欠多少。
 *
 * @param itemCode code of the charge item, as the postings carry it
 * @param shareGroup code of the 公摊组; none for other lines
 * @param outstanding zero once it is settled or reversed
 * @param lateFeeDailyRate 违约金日率; zero where none is charged
 * @param owedByOwner false when the developer owes it
 * @param isPassThrough collected for others (water, electricity, heat): never discounted
 * @param frozenDays days after the due date, up to today, on which the line was in dispute: no late fee for them
 */
public record OpenBill(long id, long roomId, String roomCode, String tariffCode, String itemCode, String itemName,
                       @Nullable String shareGroup, LocalDate periodStart, LocalDate periodEnd, LocalDate dueOn,
                       Money amount, Money outstanding, BigDecimal lateFeeDailyRate, boolean owedByOwner,
                       boolean isPassThrough, int frozenDays) {

    /** 违约金从哪天的次日起算：应缴日，加上异议期间不计的天数。 */
    public LocalDate lateFeeFrom() {
        return dueOn.plusDays(frozenDays);
    }

    /** 先缴哪一笔：应缴日早的在前，再依收费标准、账期起、公摊组。 */
    public static final Comparator<OpenBill> OLDEST_FIRST = Comparator.comparing(OpenBill::dueOn)
        .thenComparing(OpenBill::tariffCode).thenComparing(OpenBill::periodStart)
        .thenComparing(bill -> bill.shareGroup() == null ? "" : bill.shareGroup()).thenComparing(OpenBill::id);
}
