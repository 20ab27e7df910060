package cn.anju.billing.correction;

import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 要更正什么；读数、面积、价格、适用范围、计费对象、交房日期恰有一样。
 *
 * @param from the first month whose bills are looked at; of a reading its month
 */
record CorrectionOrder(@NotNull(message = "请填从哪个月起") YearMonth from, @NotBlank(message = "请写明为什么更正") @Size(max = 200) String reason,
                       @Nullable @Valid RightReading reading, @Nullable @Valid RightArea area, @Nullable @Valid RightPrice price,
                       @Nullable @Valid RightAssignment assignment, @Nullable @Valid RightHandover handover,
                       @Nullable @Valid RightPlacement placement) {

    /** 对的读数。 */
    record RightReading(@NotBlank(message = "请填表号") @Size(max = 60) String meterNumber, @NotNull(message = "请填读数") BigDecimal value,
                        @Nullable Boolean isRollover, @Nullable BigDecimal oldStop, @Nullable BigDecimal newStart) {}

    /** 对的建筑面积。 */
    record RightArea(@NotBlank(message = "请填房号") @Size(max = 60) String roomCode, @NotNull(message = "请填建筑面积") BigDecimal grossArea) {}

    /** 对的价格，从 {@code on} 起。 @param tiers for a tariff with bands */
    record RightPrice(@NotNull(message = "请选收费标准") Long tariffId, @NotNull(message = "请填从哪天起") LocalDate on, @Nullable BigDecimal price,
                      @Nullable @Size(max = 400) String tiers) {}

    /** 对的适用范围；都空着是全部。 */
    record RightAssignment(@NotNull(message = "请选收费标准") Long tariffId, @NotNull @Size(max = 2000) List<@NotNull Long> buildings,
                           @NotNull @Size(max = 20000) List<@NotNull Long> rooms) {}

    /**
     * 这些房屋、楼栋收错了标准。
     *
     * @param wrongCode by which they were billed; none when they were not
     * @param rightCode by which they should have been; none when not at all
     */
    record RightPlacement(@Nullable @Size(max = 60) String wrongCode, @Nullable @Size(max = 60) String rightCode,
                          @Nullable @Size(max = 2000) List<@NotNull Long> buildings, @Nullable @Size(max = 20000) List<@NotNull Long> rooms) {

        RightPlacement {
            wrongCode = wrongCode == null || wrongCode.isBlank() ? null : wrongCode.strip();
            rightCode = rightCode == null || rightCode.isBlank() ? null : rightCode.strip();
            buildings = buildings == null ? List.of() : buildings;
            rooms = rooms == null ? List.of() : rooms;
            if (Objects.equals(wrongCode, rightCode)) throw Problem.invalid("placement-unclear", "请选原来错收的标准、该收的标准，两者不能一样；本来不该收的，该收的空着");
            if (buildings.isEmpty() && rooms.isEmpty()) throw Problem.invalid("placement-unclear", "请选哪些楼栋或房屋收错了");
        }
    }

    /** 交房：前一天为止归开发商，当天起归业主。 @param readings the meters as they stood that morning */
    record RightHandover(@NotBlank(message = "请填房号") @Size(max = 60) String roomCode, @NotNull(message = "请填交房日期") LocalDate handoverOn,
                         @Nullable @Size(max = 20) List<@Valid @NotNull MeterStand> readings) {}

    /** 换人那天早上的读数。 */
    record MeterStand(@NotBlank(message = "请填表号") @Size(max = 60) String meterNumber, @NotNull(message = "请填读数") BigDecimal value) {}

    CorrectionOrder {
        if (Stream.of(reading, area, price, assignment, handover, placement).filter(Objects::nonNull).count() != 1)
            throw Problem.invalid("correction-unclear", "一次更正一样：读数、面积、价格、适用范围、计费对象或交房日期");
    }
}
