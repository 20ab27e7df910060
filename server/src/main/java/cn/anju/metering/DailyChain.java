package cn.anju.metering;

import cn.anju.kernel.Problem;
import cn.anju.metering.ReadingChain.Outcome;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** 一只表一天接一天的读数，月抄表也算一次；新来的要接得上前后。Pure: what is new stands in {@link #changed}. */
final class DailyChain {

    /** 月抄表抄到的数。 @param isContinuous neither replaced nor past zero: what was read before it is not above it */
    record Monthly(LocalDate readOn, BigDecimal value, boolean isContinuous) {}

    private record Seen(LocalDate on, BigDecimal value) {}

    private final Meter meter;
    private final BigDecimal most;
    private final TreeMap<LocalDate, DailyReading> days = new TreeMap<>();
    private final TreeMap<LocalDate, Monthly> months = new TreeMap<>();
    private final List<DailyReading> changed = new ArrayList<>();

    /** @param most what may be used in a day, with the multiplier */
    DailyChain(Meter meter, BigDecimal most, Collection<DailyReading> days, Collection<Monthly> months) {
        this.meter = meter;
        this.most = most;
        days.forEach(day -> this.days.put(day.readOn(), day));
        months.forEach(month -> this.months.put(month.readOn(), month));
    }

    @Nullable DailyReading at(LocalDate day) {
        return days.get(day);
    }

    List<DailyReading> changed() {
        return changed;
    }

    /** 自上次以来的用量（已乘倍率）。 */
    BigDecimal usage(DailyReading reading) {
        return ReadingRule.usage(before(reading.readOn()).value(), reading.reading(), meter.dial());
    }

    /**
     * 收下一天的读数，那天原有的换掉。
     *
     * @throws Problem {@code reading-decreased}, {@code reading-beyond-dial}, {@code usage-absurd}, {@code reading-exceeds-next}
     */
    Outcome put(DailyReading reading) {
        var stored = days.get(reading.readOn());
        if (stored != null && stored.isSame(reading)) return Outcome.UNCHANGED;
        refuseBeyondDial(reading);
        var before = before(reading.readOn());
        var usage = ReadingRule.usage(before.value(), reading.reading(), meter.dial());
        var gap = Math.max(1, ChronoUnit.DAYS.between(before.on(), reading.readOn()));
        if (usage.compareTo(most.multiply(BigDecimal.valueOf(gap))) > 0)
            throw Problem.conflict("usage-absurd", "自 %s 起 %d 天用了 %s，超过每天 %s 的上限：请核对读数，确实这么多的请先在设置里改上限",
                before.on(), gap, Figures.shown(usage), Figures.shown(most));
        refuseBeyondNext(reading);
        var fresh = reading.withVersion(stored == null ? 0 : stored.version());
        days.put(reading.readOn(), fresh);
        changed.add(fresh);
        return stored == null ? Outcome.CREATED : Outcome.CHANGED;
    }

    private void refuseBeyondDial(DailyReading reading) {
        if (reading.value().compareTo(BigDecimal.TEN.pow(meter.digits())) >= 0)
            throw Problem.invalid("reading-beyond-dial", "读数 %s 超过了 %d 位表盘，请核对", Figures.shown(reading.value()), meter.digits());
    }

    private void refuseBeyondNext(DailyReading reading) {
        var nextDay = days.higherEntry(reading.readOn());
        var nextMonth = months.higherEntry(reading.readOn());
        if (nextMonth != null && (nextDay == null || !nextMonth.getKey().isAfter(nextDay.getKey()))) {
            if (nextMonth.getValue().isContinuous() && reading.value().compareTo(nextMonth.getValue().value()) > 0)
                throw beyond(reading, nextMonth.getKey(), nextMonth.getValue().value());
        } else if (nextDay != null && !fits(reading.value(), nextDay.getValue())) {
            throw beyond(reading, nextDay.getKey(), nextDay.getValue().value());
        }
    }

    private static Problem beyond(DailyReading reading, LocalDate next, BigDecimal value) {
        return Problem.conflict("reading-exceeds-next", "读数 %s 大于之后 %s 已收的 %s，请核对", Figures.shown(reading.value()), next, Figures.shown(value));
    }

    private boolean fits(BigDecimal previous, DailyReading reading) {
        try {
            ReadingRule.usage(previous, reading.reading(), meter.dial());
            return true;
        } catch (Problem decreased) {
            return false;
        }
    }

    private Seen before(LocalDate day) {
        var lastDay = days.lowerEntry(day);
        var lastMonth = months.lowerEntry(day);
        if (lastMonth != null && (lastDay == null || !lastMonth.getKey().isBefore(lastDay.getKey())))
            return new Seen(lastMonth.getKey(), lastMonth.getValue().value());
        return lastDay == null ? new Seen(meter.startOn(), meter.startReading()) : new Seen(lastDay.getKey(), lastDay.getValue().value());
    }
}
