package cn.anju.cashier;

import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 一次收款：收谁的、用什么付、违约金收不收、多的存着还是找零。
 *
 * @param lateFee collected unless waived
 * @param surplus kept as prepayment unless given back
 * @param billIds what to settle, also lines of the owner's other rooms; without it the room's own lines, empty for none
 * @param payThrough the coming bills up to this month are made on the spot and settled, too
 * @param charges one-off charges, made and settled on the spot
 * @param startedAt when the household was opened at the counter
 * @param prepayFor code of the charge item that the surplus is kept for; without it for whatever comes
 * @param expectedDue what the counter's screen showed; refused when it is no longer so
 */
record ReceivePayment(@NotBlank @Size(max = 60) String roomCode,
                      @NotEmpty @Size(max = 20) List<@Valid @NotNull Tender> tenders,
                      @Nullable LateFeeMode lateFee,
                      @Nullable @Size(max = 200) String waiverReason,
                      @Nullable Surplus surplus,
                      @Nullable @Size(max = 2000) List<@NotNull Long> billIds,
                      @Nullable YearMonth payThrough,
                      @Nullable @Size(max = 20) List<@Valid @NotNull Charge> charges,
                      @Nullable Money expectedDue,
                      @Nullable @Size(max = 60) String payerName,
                      @Nullable @Size(max = 200) String note,
                      @Nullable Instant startedAt,
                      @Nullable @Size(max = 60) String prepayFor) {

    private static final Money MOST = Money.of("100000000.00");

    /** 违约金：收取或减免。 */
    enum LateFeeMode { COLLECT, WAIVE }

    /** 多收的钱：预存或找零。 */
    enum Surplus { PREPAY, CHANGE }

    /**
     * 一种付款。
     *
     * @param bank of a cheque
     * @param reference number of the cheque, of the transfer, or of the deposit
     */
    record Tender(@NotNull PaymentMethod method, @NotNull Money amount,
                  @Nullable @Size(max = 60) String bank, @Nullable @Size(max = 60) String reference) {

        Tender {
            if (amount != null && (!amount.isPositive() || amount.compareTo(MOST) > 0))
                throw Problem.invalid("amount-invalid", "金额 %s 不对：每笔须大于零，不超过一亿元", amount);
            if (method == PaymentMethod.CHEQUE && (isBlank(bank) || isBlank(reference)))
                throw Problem.invalid("cheque-incomplete", "收支票请填出票银行和支票号码");
            if (method == PaymentMethod.DEPOSIT && isBlank(reference)) throw Problem.invalid("deposit-number-missing", "押金抵扣请填押金收据号");
        }
    }

    /**
     * 一笔临时收费。
     *
     * @param code on the community's price list
     * @param amount for what the list has no fixed price
     */
    record Charge(@NotBlank @Size(max = 20) String code,
                  @Nullable @Positive @Digits(integer = 6, fraction = 4, message = "数量最多六位整数、四位小数") BigDecimal quantity,
                  @Nullable Money amount) {

        BigDecimal count() {
            return quantity == null ? BigDecimal.ONE : quantity;
        }
    }

    ReceivePayment {
        roomCode = roomCode == null ? null : roomCode.strip();
        lateFee = lateFee == null ? LateFeeMode.COLLECT : lateFee;
        surplus = surplus == null ? Surplus.PREPAY : surplus;
        billIds = billIds == null ? null : billIds.stream().distinct().sorted().toList();
        if (lateFee == LateFeeMode.WAIVE && isBlank(waiverReason))
            throw Problem.invalid("waiver-reason-missing", "减免违约金请写明理由");
        if (isBlank(note) && tenders != null && tenders.stream().anyMatch(tender -> tender != null && tender.method() == PaymentMethod.DEPOSIT))
            throw Problem.invalid("reason-missing", "用押金抵账单请在备注写明原因");
    }

    Money tendered() {
        return Money.sum(tenders, Tender::amount);
    }

    Money tenderedBy(PaymentMethod method) {
        return Money.sum(tenders.stream().filter(tender -> tender.method() == method).map(Tender::amount).toList());
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
