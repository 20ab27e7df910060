package cn.anju.metering;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * 某月抄到的数。
 *
 * @param oldStop what the old dial showed when the meter was replaced in this month; goes with {@code newStart}
 */
record ReadingEntry(YearMonth month, BigDecimal value, boolean isRollover, @Nullable BigDecimal oldStop, @Nullable BigDecimal newStart,
                    LocalDate readOn, @Nullable String note) {

    ReadingRule.Reading reading() {
        return new ReadingRule.Reading(value, isRollover,
            oldStop == null || newStart == null ? null : new ReadingRule.Replacement(oldStop, newStart));
    }

    /** Whether the dial says the same: day and note do not count. */
    boolean isSameReading(ReadingEntry other) {
        return Figures.isSame(value, other.value) && isRollover == other.isRollover
            && Figures.isSame(oldStop, other.oldStop) && Figures.isSame(newStart, other.newStart);
    }

    boolean isSame(ReadingEntry other) {
        return isSameReading(other) && readOn.equals(other.readOn) && Objects.equals(note, other.note);
    }
}
