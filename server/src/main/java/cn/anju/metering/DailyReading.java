package cn.anju.metering;

import cn.anju.metering.ReadingRule.Reading;
import cn.anju.metering.ReadingRule.Replacement;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * 一只表一天的读数。
 *
 * @param oldStop what the old dial showed when the meter was replaced since the reading before; goes with {@code newStart}
 * @param version 0 before it is stored
 */
record DailyReading(long meterId, LocalDate readOn, BigDecimal value, boolean isRollover, @Nullable BigDecimal oldStop,
                    @Nullable BigDecimal newStart, @Nullable String note, int version) {

    Reading reading() {
        return new Reading(value, isRollover, oldStop == null || newStart == null ? null : new Replacement(oldStop, newStart));
    }

    boolean isSame(DailyReading other) {
        return Figures.isSame(value, other.value) && isRollover == other.isRollover && Figures.isSame(oldStop, other.oldStop)
            && Figures.isSame(newStart, other.newStart) && Objects.equals(note, other.note);
    }

    DailyReading withVersion(int stored) {
        return new DailyReading(meterId, readOn, value, isRollover, oldStop, newStart, note, stored);
    }
}
