package cn.anju.cashier.transfer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 怎样过户。
 *
 * @param on the first day of the new owners
 * @param ownerIds all owners from that day on
 * @param readings the room's meters as they stood that morning; without them the month is split by days
 * @param payee who gets what is paid back, the former owner when absent
 */
record TransferOrder(@NotNull(message = "请填过户日期") LocalDate on, @NotEmpty(message = "请选新业主") @Size(max = 20) List<@NotNull Long> ownerIds,
                     @Nullable @Size(max = 20) List<@Valid @NotNull MeterStand> readings, @NotNull(message = "请选预存怎么办") Treatment prepayment,
                     @NotNull(message = "请选押金怎么办") Treatment deposit, @Nullable @Size(max = 60) String payee,
                     @Nullable @Size(max = 120) String payeeBank) {

    /** 预存、押金怎么办。 */
    enum Treatment {
        MOVE("转给新业主"), REFUND("退给原业主"), KEEP("留着不动");

        private final String label;

        Treatment(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** 过户那天早上的读数。 */
    record MeterStand(@NotBlank(message = "请填表号") @Size(max = 60) String meterNumber, @NotNull(message = "请填读数") BigDecimal value) {}

    /** 双方看过，照此办。 @param fromConfirmed who confirmed for the former owners and how, such as 张三 签字 */
    record Confirmed(@NotNull @Valid TransferOrder order, @NotBlank String digest, @NotBlank(message = "请填原业主一方谁确认的") @Size(max = 60) String fromConfirmed,
                     @NotBlank(message = "请填新业主一方谁确认的") @Size(max = 60) String toConfirmed) {}
}
