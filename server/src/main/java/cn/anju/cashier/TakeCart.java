package cn.anju.cashier;

import cn.anju.cashier.ReceivePayment.Charge;
import cn.anju.cashier.ReceivePayment.LateFeeMode;
import cn.anju.cashier.ReceivePayment.Surplus;
import cn.anju.cashier.ReceivePayment.Tender;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 合并收款：几间房的账单、押金、临时收费，一次收清。
 *
 * @param expectedDue what the screen showed; refused when it is no longer so
 */
record TakeCart(@NotEmpty @Size(max = 30) List<@Valid @NotNull Part> parts, @NotEmpty @Size(max = 20) List<@Valid @NotNull Tender> tenders,
                @Nullable LateFeeMode lateFee, @Nullable @Size(max = 200) String waiverReason, @Nullable Surplus surplus,
                @Nullable Money expectedDue, @Nullable @Size(max = 60) String payerName, @Nullable @Size(max = 200) String note,
                @Nullable Instant startedAt) {

    /**
     * 一间房的。
     *
     * @param billIds without it all that the room's owner owes, empty for none
     */
    record Part(@NotBlank @Size(max = 60) String roomCode, @Nullable @Size(max = 2000) List<@NotNull Long> billIds, @Nullable YearMonth payThrough,
                @Nullable @Size(max = 20) List<@Valid @NotNull Charge> charges, @Nullable @Size(max = 5) List<@Valid @NotNull NewDeposit> deposits) {

        Part {
            roomCode = roomCode == null ? null : roomCode.strip();
            billIds = billIds == null ? null : billIds.stream().distinct().sorted().toList();
            deposits = deposits == null ? List.of() : deposits;
        }
    }

    /** 要押的一笔。 */
    record NewDeposit(@NotNull DepositKind kind, @NotNull Money amount, @NotBlank @Size(max = 100) String cause) {

        NewDeposit {
            if (amount != null && !amount.isPositive()) throw Problem.invalid("amount-invalid", "押金须大于零");
        }
    }

    TakeCart {
        lateFee = lateFee == null ? LateFeeMode.COLLECT : lateFee;
        surplus = surplus == null ? Surplus.PREPAY : surplus;
    }

    Money tendered() {
        return Money.sum(tenders, Tender::amount);
    }

    /** What one of its payments is told; the checks of a single payment hold for it, too. */
    ReceivePayment payment(String roomCode, List<Tender> share) {
        return new ReceivePayment(roomCode, share, lateFee, waiverReason, surplus, null, null, null, null, payerName, note, startedAt, null);
    }
}
