package cn.anju.servicedesk.field;

import cn.anju.kernel.Money;
import cn.anju.servicedesk.order.WorkSteps;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 手机上办的一笔。
 *
 * @param clientId made on the phone; the same is the same act however often it is sent
 * @param madeAt by the phone's clock, when it was done
 * @param text the result of a step, or the number of the paper voucher
 * @param materialId from the list, or {@code name} and {@code unit} in words
 * @param signer who signed, with the {@code code} he said; a drawn signature comes as a photo
 */
record FieldAct(@NotNull(message = "请带上编号") UUID clientId, @NotNull(message = "请选任务单") Long orderId, @NotNull(message = "请选办什么") Kind kind,
                @NotNull(message = "请带上时间") Instant madeAt, WorkSteps.@Nullable Step step, WorkSteps.@Nullable PauseReason reason, @Nullable @Size(max = 1000) String text,
                @Nullable Long materialId, @Nullable @Size(max = 60) String name, @Nullable @Size(max = 10) String unit,
                @Nullable @Positive @Digits(integer = 6, fraction = 4) BigDecimal quantity, @Nullable Long serviceId, @Nullable Money amount,
                @Nullable @Size(max = 40) String signer, @Nullable @Size(max = 4) String code) {

    /** 哪一种。 */
    enum Kind { STEP, MATERIAL, SERVICE, CODE, VOUCHER }

    BigDecimal count() {
        return quantity == null ? BigDecimal.ONE : quantity;
    }
}
