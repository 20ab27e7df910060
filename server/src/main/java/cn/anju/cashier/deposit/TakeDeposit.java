package cn.anju.cashier.deposit;

import cn.anju.cashier.DepositKind;
import cn.anju.cashier.PaymentMethod;
import cn.anju.cashier.till.Till;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * 收一笔押金：哪间房、谁交、因什么。
 *
 * @param causeReference what the causing module calls its row, such as {@code renovation:12}
 */
public record TakeDeposit(@NotBlank @Size(max = 60) String roomCode, @NotNull DepositKind kind, @NotNull Money amount, @NotNull PaymentMethod method,
                   @Nullable @Size(max = 60) String bank, @Nullable @Size(max = 60) String reference,
                   @NotBlank @Size(max = 60) String payerName, @NotBlank @Size(max = 100) String cause,
                   @Nullable @Size(max = 60) String causeReference) {

    private static final Money MOST = Money.of("100000000.00");

    public TakeDeposit {
        if (amount != null && (!amount.isPositive() || amount.compareTo(MOST) > 0))
            throw Problem.invalid("amount-invalid", "金额 %s 不对：须大于零，不超过一亿元", amount);
    }

    Till.Means means() {
        return new Till.Means(method, bank, reference);
    }
}
