package cn.anju.metering;

import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Meters and their accepted readings in memory, for tests that have no database. */
public final class Dials {

    private record Accepted(BigDecimal value, BigDecimal usage) {}

    private final Map<String, ReadingRule.Dial> dials = new HashMap<>();
    private final Map<String, BigDecimal> starts = new HashMap<>();
    private final Map<String, TreeMap<YearMonth, Accepted>> readings = new HashMap<>();

    public void start(String meter, String reading, String multiplier, String digits) {
        dials.put(meter, new ReadingRule.Dial(new BigDecimal(multiplier), Integer.parseInt(digits)));
        starts.put(meter, new BigDecimal(reading));
        readings.put(meter, new TreeMap<>());
    }

    /** False when the reading was rejected. */
    public boolean read(String meter, YearMonth month, String value, boolean isRollover, String oldStop, String newStart) {
        var earlier = readings.get(meter).lowerEntry(month);
        var replacement = oldStop.isEmpty() ? null
            : new ReadingRule.Replacement(new BigDecimal(oldStop), new BigDecimal(newStart));
        var reading = new ReadingRule.Reading(new BigDecimal(value), isRollover, replacement);
        try {
            var usage = ReadingRule.usage(earlier == null ? starts.get(meter) : earlier.getValue().value, reading, dials.get(meter));
            readings.get(meter).put(month, new Accepted(reading.value(), usage));
            return true;
        } catch (Problem rejected) {
            return false;
        }
    }

    public @Nullable BigDecimal usage(String meter, YearMonth month) {
        var accepted = readings.get(meter).get(month);
        return accepted == null ? null : accepted.usage;
    }

    public BigDecimal usageEarlierInYear(String meter, YearMonth month) {
        return readings.get(meter).subMap(YearMonth.of(month.getYear(), 1), month).values().stream()
            .map(Accepted::usage).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
