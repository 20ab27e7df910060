package cn.anju.servicedesk.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.function.Predicate;

/**
 * 只在上班时间里走的钟。
 *
 * @param from when a worked day begins
 * @param to when it ends, later than {@code from}
 * @param isWorked which days are worked
 */
public record BusinessCalendar(ZoneId zone, LocalTime from, LocalTime to, Predicate<LocalDate> isWorked) {

    /** Longer than this no office is closed; whoever closes every day must not keep a server counting. */
    private static final int MOST_DAYS = 4000;

    /** The moment at which this much working time has passed since {@code start}. */
    public Instant after(Instant start, Duration working) {
        var left = working;
        var at = start.atZone(zone);
        for (var day = 0; day < MOST_DAYS; day++, at = at.toLocalDate().plusDays(1).atStartOfDay(zone)) {
            if (!isWorked.test(at.toLocalDate())) continue;
            var open = later(at, at.with(from));
            var rest = Duration.between(open, at.with(to));
            if (rest.isNegative() || rest.isZero() && !left.isZero()) continue;
            if (left.compareTo(rest) <= 0) return open.plus(left).toInstant();
            left = left.minus(rest);
        }
        return at.toInstant();
    }

    /** The moment from which this much working time leads to {@code end}; the latest of such moments. */
    public Instant before(Instant end, Duration working) {
        var left = working;
        var at = end.atZone(zone);
        for (var day = 0; day < MOST_DAYS; day++, at = at.toLocalDate().atStartOfDay(zone).minusNanos(1)) {
            if (!isWorked.test(at.toLocalDate())) continue;
            var close = at.with(to).isBefore(at) ? at.with(to) : at;
            var rest = Duration.between(at.with(from), close);
            if (rest.isNegative() || rest.isZero()) continue;
            if (left.compareTo(rest) <= 0) return close.minus(left).toInstant();
            left = left.minus(rest);
        }
        return at.toInstant();
    }

    /** How much working time lies between the two; zero when the second is not later. */
    public Duration between(Instant start, Instant end) {
        var sum = Duration.ZERO;
        var at = start.atZone(zone);
        var last = end.atZone(zone);
        for (var day = 0; day < MOST_DAYS && at.isBefore(last); day++, at = at.toLocalDate().plusDays(1).atStartOfDay(zone)) {
            if (!isWorked.test(at.toLocalDate())) continue;
            var open = later(at, at.with(from));
            var close = at.with(to).isBefore(last) ? at.with(to) : last;
            if (open.isBefore(close)) sum = sum.plus(Duration.between(open, close));
        }
        return sum;
    }

    private static ZonedDateTime later(ZonedDateTime one, ZonedDateTime other) {
        return one.isAfter(other) ? one : other;
    }
}
