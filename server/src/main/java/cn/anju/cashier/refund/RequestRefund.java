package cn.anju.cashier.refund;

import cn.anju.kernel.Money;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 申请退款。
 *
 * @param sourceId the deposit, the prepayment account or the payment
 * @param amount for all that is left when absent; of a payment always what its lines say
 * @param billIds of a payment: only what it settled of these bills; without them the whole payment
 * @param payeeBank bank and account, for a transfer
 */
public record RequestRefund(@NotNull RefundKind kind, long sourceId, @Nullable Money amount, @Nullable @Size(max = 500) List<@NotNull Long> billIds,
                            @NotBlank @Size(max = 60) String payee, @Nullable @Size(max = 120) String payeeBank,
                            @NotBlank @Size(max = 200) String reason) {}
