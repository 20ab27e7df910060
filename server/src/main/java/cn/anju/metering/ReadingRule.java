package cn.anju.metering;

import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * 一次抄表怎样算出用量。
 *
 * <p>Usage is what the dial moved since the previous accepted reading, times the multiplier; it is never negative.
 */
final class ReadingRule {

    /** 表盘：倍率和整数位数。 */
    record Dial(BigDecimal multiplier, int digits) {}

    /** 换表：旧表止码、新表起码。 */
    record Replacement(BigDecimal oldStop, BigDecimal newStart) {}

    /** 一次读数；{@code isRollover} 表示表盘走过了一次零。 */
    record Reading(BigDecimal value, boolean isRollover, @Nullable Replacement replacement) {}

    private ReadingRule() {}

    /**
     * 自上次读数以来的用量（已乘倍率）。
     *
     * <p>When a meter was both replaced and past zero, it does not matter which of the two dials went past it: the sum
     * is the same.
     *
     * @param previous the accepted reading of the latest earlier month, at first the reading the meter started with
     * @throws Problem 400 {@code reading-invalid} for a reading below zero, 409 {@code reading-decreased} for one below the
     *     previous without a reason
     */
    static BigDecimal usage(BigDecimal previous, Reading reading, Dial dial) {
        if (reading.value().signum() < 0)
            throw Problem.invalid("reading-invalid", "读数 %s 小于零，请核对", text(reading.value()));
        refuseDecreased(previous, reading);
        var usage = signed(previous, reading, dial);
        if (usage.signum() < 0) throw decreased(reading.value(), previous);
        return usage;
    }

    /** The same, but below zero where the reading went back: such a reading is held, not billed. */
    static BigDecimal signed(BigDecimal previous, Reading reading, Dial dial) {
        var replacement = reading.replacement();
        var moved = replacement == null ? reading.value().subtract(previous)
            : replacement.oldStop().subtract(previous).add(reading.value().subtract(replacement.newStart()));
        if (reading.isRollover()) moved = moved.add(BigDecimal.TEN.pow(dial.digits()));
        return moved.multiply(dial.multiplier());
    }

    private static void refuseDecreased(BigDecimal previous, Reading reading) {
        var replacement = reading.replacement();
        if (replacement == null || reading.isRollover()) return;
        if (replacement.oldStop().compareTo(previous) < 0) throw decreased(replacement.oldStop(), previous);
        if (reading.value().compareTo(replacement.newStart()) < 0) throw decreased(reading.value(), replacement.newStart());
    }

    private static Problem decreased(BigDecimal reading, BigDecimal previous) {
        return Problem.conflict("reading-decreased", "读数 %s 小于上次的 %s：请核对，若已过零或换表请注明",
            text(reading), text(previous));
    }

    private static String text(BigDecimal number) {
        return Figures.shown(number);
    }
}
