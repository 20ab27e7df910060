package cn.anju.servicedesk.call;

import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.ServiceDeskSettings;
import cn.anju.setting.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 接听的数字：一天来了几通，几通没人接，响了多久；热线时间里有多久有人在岗。 */
@Component
@Transactional(readOnly = true)
class RingFigures {

    /**
     * 一天。
     *
     * @param within answered within the time the setting allows
     * @param hotlineMinutes how long the hotline is open on that day, so far on the present one
     * @param mannedMinutes how much of it somebody was on
     */
    record Day(LocalDate day, long calls, long answered, long missed, long within, @Nullable Integer averageSeconds, long hotlineMinutes, long mannedMinutes) {}

    private record Count(LocalDate day, long calls, long answered, long missed, long within, @Nullable Integer averageSeconds) {}

    private record Span(Instant from, Instant to) {}

    private static final int MOST_DAYS = 92;

    private final JdbcClient jdbc;
    private final DeskDuty duty;
    private final Settings settings;
    private final Clock clock;

    RingFigures(JdbcClient jdbc, DeskDuty duty, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.duty = duty;
        this.settings = settings;
        this.clock = clock;
    }

    /** 每天一行，近的在前；不给起止就是最近七天。 @throws Problem 400 {@code period-invalid} */
    List<Day> of(long community, @Nullable LocalDate fromOn, @Nullable LocalDate toOn) {
        var to = toOn == null ? LocalDate.now(clock) : toOn;
        var from = fromOn == null ? to.minusDays(6) : fromOn;
        if (from.isAfter(to) || from.plusDays(MOST_DAYS).isBefore(to)) throw Problem.invalid("period-invalid", "起止日期不对，一次最多看 %d 天", MOST_DAYS);
        var counts = counts(community, from, to);
        var on = duty.list(community, new DeskDuty.Filter(from, to, null), Paging.all("fromAt")).items().stream()
            .map(each -> new Span(each.fromAt(), each.toAt() == null ? clock.instant() : each.toAt())).toList();
        var days = new ArrayList<Day>();
        for (var day = to; !day.isBefore(from); day = day.minusDays(1)) {
            var count = counts.getOrDefault(day, new Count(day, 0, 0, 0, 0, null));
            var open = open(community, day);
            days.add(new Day(day, count.calls(), count.answered(), count.missed(), count.within(), count.averageSeconds(),
                open.stream().mapToLong(each -> minutes(each.from(), each.to())).sum(), open.stream().mapToLong(each -> manned(each, on)).sum()));
        }
        return days;
    }

    private Map<LocalDate, Count> counts(long community, LocalDate from, LocalDate to) {
        return jdbc.sql("""
            select (ring_at at time zone 'Asia/Shanghai')::date as day, count(*) calls, count(answered_at) answered,
                   count(*) filter (where answered_at is null and ended_at is not null) missed,
                   count(*) filter (where answered_at <= ring_at + :limit * interval '1 second') as within,
                   avg(extract(epoch from answered_at - ring_at))::int average_seconds
              from servicedesk.call
             where community_id = :community and ring_at >= :from::date::timestamp at time zone 'Asia/Shanghai'
               and ring_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai'
             group by 1
            """).param("community", community).param("from", from).param("to", to)
            .param("limit", settings.get(community, ServiceDeskSettings.RING_SECONDS).intValue()).query(Count.class).stream()
            .collect(Collectors.toMap(Count::day, Function.identity()));
    }

    /** The hotline's hours of that day, as far as they have passed. */
    private List<Span> open(long community, LocalDate day) {
        var now = clock.instant();
        return settings.get(community, ServiceDeskSettings.HOTLINE).stream()
            .map(each -> new Span(day.atTime(each.from()).atZone(clock.getZone()).toInstant(), earlier(now, day.atTime(each.to()).atZone(clock.getZone()).toInstant())))
            .filter(each -> each.from().isBefore(each.to())).toList();
    }

    /** How much of the open time was covered by anybody; {@code on} is in order of its beginning. */
    private static long manned(Span open, List<Span> on) {
        var covered = open.from();
        var minutes = 0L;
        for (var each : on) {
            var from = each.from().isAfter(covered) ? each.from() : covered;
            var to = earlier(each.to(), open.to());
            if (!from.isBefore(to)) continue;
            minutes += minutes(from, to);
            covered = to;
        }
        return minutes;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static long minutes(Instant from, Instant to) {
        return Duration.between(from, to).toMinutes();
    }
}
