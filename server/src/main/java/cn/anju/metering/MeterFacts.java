package cn.anju.metering;

import cn.anju.kernel.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * 一只表登记的内容；房号和公摊组恰有一个。
 *
 * @param room code of the room, in any spelling before {@link MeterPlaces} has settled it
 * @param usedThisYear what was used in this year before the books began, with the multiplier; nothing is zero
 */
record MeterFacts(
    @NotBlank(message = "请填表号") @Size(max = 60, message = "表号最多 60 字") String number,
    @NotBlank(message = "请填表类型") @Size(max = 20, message = "表类型最多 20 字") String kind,
    @Nullable @Size(max = 60) String room, @Nullable @Size(max = 60) String shareGroup,
    @NotNull(message = "请填倍率") BigDecimal multiplier,
    @Min(value = 1, message = "位数从 1 到 12") @Max(value = 12, message = "位数从 1 到 12") int digits,
    @NotNull(message = "请填启用读数") BigDecimal startReading, @NotNull(message = "请填启用日期") LocalDate startOn,
    @Nullable BigDecimal usedThisYear, @Nullable @Size(max = 100, message = "位置最多 100 字") String location,
    @Nullable @Size(max = 500, message = "备注最多 500 字") String note) {

    private static final BigDecimal MOST_MULTIPLIER = BigDecimal.valueOf(1_000_000);

    static boolean isMultiplier(BigDecimal multiplier) {
        return multiplier.signum() > 0 && Figures.isWithin(multiplier, 4) && multiplier.compareTo(MOST_MULTIPLIER) < 0;
    }

    /** @throws Problem 400 where a figure cannot be */
    MeterFacts tidied() {
        if (!isMultiplier(multiplier)) throw Problem.invalid("multiplier-invalid", "倍率要大于 0，最多四位小数");
        if (usedThisYear != null && !Figures.isWithin(usedThisYear, 8))
            throw Problem.invalid("used-this-year-invalid", "本年已用量不能小于零");
        return new MeterFacts(MeterSpelling.number(number), MeterSpelling.kind(kind), blankAsNone(room), blankAsNone(shareGroup),
            Figures.plain(multiplier), digits, Figures.reading("启用读数", startReading), startOn,
            usedThisYear == null ? BigDecimal.ZERO : Figures.plain(usedThisYear), blankAsNone(location), blankAsNone(note));
    }

    /** Whether both say the same; what the other leaves out of location and note does not count. */
    boolean isAlready(Meter meter) {
        return number.equals(meter.number()) && isPlacedLike(meter) && Figures.isSame(multiplier, meter.multiplier())
            && digits == meter.digits() && Figures.isSame(startReading, meter.startReading()) && startOn.equals(meter.startOn())
            && Figures.isSame(usedThisYear, meter.usedThisYear())
            && Objects.equals(location, meter.location()) && Objects.equals(note, meter.note());
    }

    boolean isPlacedLike(Meter meter) {
        return kind.equals(meter.kind()) && Objects.equals(room, meter.room()) && Objects.equals(shareGroup, meter.shareGroup());
    }

    private static @Nullable String blankAsNone(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
