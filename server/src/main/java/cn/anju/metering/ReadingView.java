package cn.anju.metering;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * 给人看的一条读数：用量，与近三月平均比。
 *
 * @param mean of the last three usages
 * @param changePercent against the mean
 * @param isOdd beyond what the settings call ordinary; {@code level} says in which direction
 * @param version to be sent back with a correction
 * @param ahead what an estimate charged beyond what the dial shows, still to be used up
 * @param hold why it is in doubt; not billed unless {@code isReleased}
 */
record ReadingView(long id, long meterId, YearMonth month, BigDecimal value, BigDecimal previous, boolean isRollover, @Nullable BigDecimal oldStop,
                   @Nullable BigDecimal newStart, BigDecimal multiplier, BigDecimal usage, LocalDate readOn, @Nullable String note,
                   ReadingSource source, String readBy, boolean isBilled, int version, @Nullable BigDecimal mean,
                   @Nullable BigDecimal changePercent, UsageTrend.Level level, boolean isOdd, @Nullable Hold hold, boolean isReleased, BigDecimal ahead) {

    static ReadingView of(AcceptedReading reading, UsageTrend trend) {
        var entry = reading.entry();
        return new ReadingView(reading.id(), reading.meterId(), entry.month(), Figures.plain(entry.value()), Figures.plain(reading.previous()),
            entry.isRollover(), Figures.plainOrNull(entry.oldStop()), Figures.plainOrNull(entry.newStart()), reading.multiplier(),
            Figures.plain(reading.usage()), entry.readOn(), entry.note(), reading.source(), reading.readBy(), reading.isBilled(),
            reading.version(), trend.mean(), trend.changePercent(), trend.level(), trend.level() != UsageTrend.Level.NORMAL,
            reading.hold(), reading.isReleased(), Figures.plain(reading.ahead()));
    }
}
