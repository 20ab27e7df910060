package cn.anju.cashier.transfer;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 过户结算单的内容。
 *
 * @param shares already billed lines, each with both parts
 * @param debts what the former owners still owe; it stays theirs
 * @param paidAhead paid by the former owners for days from the transfer on and left to the new ones; absent when it went back to them
 * @param prepayment what the former owners had left in prepayment after their part was settled
 */
record OwnerSettlement(String digest, String roomCode, LocalDate on, String fromNames, String toNames, List<Share> shares, Money undivided, Money former,
                       Money next, List<Debt> debts, Money debt, String prepaymentTreatment, Money prepayment, String depositTreatment,
                       Money deposits, List<Reading> readings, @Nullable Money paidAhead) {

    /** 一行已出的账怎么分。 */
    record Share(String itemName, @Nullable String shareGroup, LocalDate periodStart, LocalDate periodEnd, Money undivided, Money former, Money next) {}

    /** 原业主没缴清的一行。 */
    record Debt(String itemName, LocalDate periodStart, LocalDate periodEnd, Money outstanding) {}

    /** 过户那天的读数。 */
    record Reading(String meterNumber, BigDecimal value) {}
}
