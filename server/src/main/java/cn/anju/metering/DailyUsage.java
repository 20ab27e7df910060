package cn.anju.metering;

import cn.anju.estate.Communities;
import cn.anju.metering.ReadingRule.Reading;
import cn.anju.metering.ReadingRule.Replacement;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 逐日的用量：日读数接着上一次月抄表往下算，供预付费逐日算余额。
 *
 * <p>A monthly reading closes its month on the day it was taken: what was used after it belongs to the next one, and the
 * month's usage is then exactly what is billed. Until it is there, the days of a month are counted from the daily readings.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class DailyUsage {

    /** 一间房的一种表，从哪个月起。 */
    public record Place(long roomId, String meterKind, YearMonth first) {}

    /**
     * 一只表的一天。
     *
     * @param month the month whose bill charges it
     * @param usedInMonth of this meter since that month began, with the multiplier
     * @param isClosing taken from the monthly reading
     */
    public record Day(long meterId, YearMonth month, LocalDate on, BigDecimal value, BigDecimal usedInMonth, boolean isClosing) {}

    /** 一处的各天，按日子；{@code since} 起的月份都在里面。 */
    public record Days(Place place, YearMonth since, List<Day> days, Map<YearMonth, BigDecimal> usages, BigDecimal beforeBooks, int booksYear) {

        /** What was used in the calendar year before the month. */
        public BigDecimal before(YearMonth month) {
            var before = booksYear == month.getYear() ? beforeBooks : BigDecimal.ZERO;
            for (var usage : usages.entrySet())
                if (usage.getKey().isBefore(month) && usage.getKey().getYear() == month.getYear()) before = before.add(usage.getValue());
            return before;
        }
    }

    private record Found(long id, long roomId, String kind, int place, BigDecimal multiplier, int digits, BigDecimal startReading, LocalDate startOn,
                         BigDecimal usedThisYear, YearMonth base) {}

    private record Monthly(YearMonth month, LocalDate readOn, BigDecimal value, BigDecimal usage, BigDecimal ahead) {}

    private record Daily(LocalDate on, Reading reading) {}

    private final JdbcClient jdbc;
    private final Communities communities;

    DailyUsage(JdbcClient jdbc, Communities communities) {
        this.jdbc = jdbc;
        this.communities = communities;
    }

    /** 这些地方从各自的那个月起，逐日用了多少。 */
    public List<Days> of(long community, List<Place> places) {
        var meters = meters(community, places);
        var bases = new HashMap<Integer, YearMonth>();
        meters.forEach(meter -> bases.merge(meter.place(), meter.base(), (one, other) -> one.isBefore(other) ? one : other));
        var first = meters.stream().map(meter -> bases.get(meter.place()).atDay(1).toString()).toArray(String[]::new);
        var ids = meters.stream().map(Found::id).toArray(Long[]::new);
        var months = monthly(community, ids, first);
        var dailies = daily(community, ids, first);
        var booksYear = communities.booksStart(community).getYear();
        var byPlace = new HashMap<Integer, List<Found>>();
        meters.forEach(meter -> byPlace.computeIfAbsent(meter.place(), _ -> new ArrayList<>()).add(meter));
        var usages = yearly(community, places);
        var all = new ArrayList<Days>();
        for (var i = 0; i < places.size(); i++) {
            var here = byPlace.getOrDefault(i + 1, List.of());
            var base = bases.getOrDefault(i + 1, places.get(i).first().minusMonths(1));
            all.add(days(places.get(i), base, here, months, dailies, usages.getOrDefault(i + 1, Map.of()), booksYear));
        }
        return all;
    }

    private static Days days(Place place, YearMonth base, List<Found> meters, Map<Long, List<Monthly>> months, Map<Long, List<Daily>> dailies,
                             Map<Long, Map<YearMonth, BigDecimal>> accepted, int booksYear) {
        var days = new ArrayList<Day>();
        var usages = new HashMap<YearMonth, BigDecimal>();
        var known = new HashSet<String>();
        accepted.forEach((meter, byMonth) -> byMonth.forEach((month, usage) -> {
            usages.merge(month, usage, BigDecimal::add);
            known.add(meter + "/" + month);
        }));
        var before = BigDecimal.ZERO;
        for (var meter : meters) {
            before = before.add(meter.usedThisYear());
            var own = walk(meter, base, months.getOrDefault(meter.id(), List.of()), dailies.getOrDefault(meter.id(), List.of()));
            days.addAll(own);
            var last = new HashMap<YearMonth, BigDecimal>();
            own.forEach(day -> last.put(day.month(), day.usedInMonth()));
            last.forEach((month, usage) -> {
                if (!known.contains(meter.id() + "/" + month)) usages.merge(month, usage, BigDecimal::add);
            });
        }
        days.sort(Comparator.comparing(Day::month).thenComparing(Day::on).thenComparing(Day::meterId));
        return new Days(place, base.plusMonths(1), days, usages, before, booksYear);
    }

    /** One meter, day by day, from the last closing up to the base month. */
    private static List<Day> walk(Found meter, YearMonth base, List<Monthly> months, List<Daily> dailies) {
        var days = new ArrayList<Day>();
        var closings = new TreeMap<YearMonth, Monthly>();
        var from = meter.startOn().minusDays(1);
        var value = meter.startReading();
        var ahead = BigDecimal.ZERO;
        YearMonth open = null;
        for (var month : months) {
            if (month.month().isAfter(base)) {
                closings.put(month.month(), month);
                continue;
            }
            from = month.readOn();
            value = month.value();
            ahead = month.ahead();
            open = month.month().plusMonths(1);
        }
        var waiting = new ArrayList<>(closings.values());
        var moved = BigDecimal.ZERO;
        YearMonth counted = null;
        var at = 0;
        for (var daily : dailies) {
            if (!daily.on().isAfter(from)) continue;
            while (at < waiting.size() && !waiting.get(at).readOn().isAfter(daily.on())) {
                var closing = waiting.get(at++);
                var on = closing.readOn().isAfter(from) ? closing.readOn() : from;
                days.add(new Day(meter.id(), closing.month(), on, closing.value(), closing.usage(), true));
                from = on;
                value = closing.value();
                ahead = closing.ahead();
                moved = BigDecimal.ZERO;
                open = closing.month().plusMonths(1);
                counted = null;
            }
            if (!daily.on().isAfter(from)) continue;
            var month = at < waiting.size() ? waiting.get(at).month() : later(open, YearMonth.from(daily.on()));
            if (counted != null && !counted.equals(month)) {
                ahead = ahead.subtract(moved).max(BigDecimal.ZERO);
                moved = BigDecimal.ZERO;
            }
            counted = month;
            moved = moved.add(ReadingRule.signed(value, daily.reading(), new ReadingRule.Dial(BigDecimal.ONE, meter.digits())));
            value = daily.reading().value();
            var used = moved.subtract(ahead).max(BigDecimal.ZERO).multiply(meter.multiplier());
            days.add(new Day(meter.id(), month, daily.on(), value, used, false));
        }
        for (; at < waiting.size(); at++) {
            var closing = waiting.get(at);
            var on = closing.readOn().isAfter(from) ? closing.readOn() : from;
            days.add(new Day(meter.id(), closing.month(), on, closing.value(), closing.usage(), true));
            from = on;
        }
        return days;
    }

    private static YearMonth later(@Nullable YearMonth one, YearMonth other) {
        return one != null && one.isAfter(other) ? one : other;
    }

    /** Those of the places that were not removed before; {@code base}: the last month before the first that is read, else the one before they start. */
    private List<Found> meters(long community, List<Place> places) {
        return jdbc.sql("""
            select m.id, m.room_id, m.kind, w.place::int place, m.multiplier, m.digits, m.start_reading, m.start_on, m.used_this_year,
                   coalesce((select max(r.month) from metering.reading r where r.community_id = m.community_id and r.meter_id = m.id
                                and r.month < w.first_month and (r.hold is null or r.released_at is not null)),
                            least(w.first_month, date_trunc('month', m.start_on)::date) - interval '1 month')::date base
              from unnest(:rooms::bigint[], :kinds::text[], :firsts::date[]) with ordinality w(room_id, kind, first_month, place)
              join metering.meter m on m.community_id = :community and m.room_id = w.room_id and m.kind = w.kind
               and (m.removed_on is null or m.removed_on >= w.first_month)
             order by m.id
            """).param("community", community).param("rooms", places.stream().map(Place::roomId).toArray(Long[]::new))
            .param("kinds", places.stream().map(Place::meterKind).toArray(String[]::new))
            .param("firsts", places.stream().map(place -> place.first().atDay(1).toString()).toArray(String[]::new))
            .query((row, i) -> new Found(row.getLong("id"), row.getLong("room_id"), row.getString("kind"), row.getInt("place"), row.getBigDecimal("multiplier"),
                row.getInt("digits"), row.getBigDecimal("start_reading"), row.getObject("start_on", LocalDate.class), row.getBigDecimal("used_this_year"),
                YearMonth.from(row.getObject("base", LocalDate.class)))).list();
    }

    private static final String LAST_UP_TO_BASE = """
        (select p.%s from metering.reading p where p.community_id = :community and p.meter_id = w.id and p.month <= w.base
            and (p.hold is null or p.released_at is not null) order by p.month desc limit 1)
        """;

    /** The last one up to the base month, and all after it. */
    private Map<Long, List<Monthly>> monthly(long community, Long[] ids, String[] bases) {
        var months = new HashMap<Long, List<Monthly>>();
        jdbc.sql("""
            select r.meter_id, r.month, r.read_on, r.value, r.usage, r.ahead
              from unnest(:ids::bigint[], :bases::date[]) w(id, base)
              join metering.reading r on r.community_id = :community and r.meter_id = w.id and r.month >= coalesce(%s, w.base)
             where r.hold is null or r.released_at is not null
             order by r.meter_id, r.month
            """.formatted(LAST_UP_TO_BASE.formatted("month"))).param("community", community).param("ids", ids).param("bases", bases)
            .query(row -> { months.computeIfAbsent(row.getLong("meter_id"), _ -> new ArrayList<>()).add(month(row)); });
        return months;
    }

    private static Monthly month(ResultSet row) throws SQLException {
        return new Monthly(YearMonth.from(row.getObject("month", LocalDate.class)), row.getObject("read_on", LocalDate.class), row.getBigDecimal("value"),
            row.getBigDecimal("usage"), row.getBigDecimal("ahead"));
    }

    private Map<Long, List<Daily>> daily(long community, Long[] ids, String[] bases) {
        var days = new HashMap<Long, List<Daily>>();
        jdbc.sql("""
            select d.meter_id, d.read_on, d.value, d.is_rollover, d.old_stop, d.new_start
              from unnest(:ids::bigint[], :bases::date[]) w(id, base)
              join metering.daily_reading d on d.community_id = :community and d.meter_id = w.id and d.read_on > coalesce(%s, date '1900-01-01')
             order by d.meter_id, d.read_on
            """.formatted(LAST_UP_TO_BASE.formatted("read_on"))).param("community", community).param("ids", ids).param("bases", bases)
            .query(row -> { days.computeIfAbsent(row.getLong("meter_id"), _ -> new ArrayList<>()).add(daily(row)); });
        return days;
    }

    private static Daily daily(ResultSet row) throws SQLException {
        var stop = row.getBigDecimal("old_stop");
        return new Daily(row.getObject("read_on", LocalDate.class), new Reading(row.getBigDecimal("value"), row.getBoolean("is_rollover"),
            stop == null ? null : new Replacement(stop, row.getBigDecimal("new_start"))));
    }

    /** Accepted usages of the years that the places reach into, by place and meter. */
    private Map<Integer, Map<Long, Map<YearMonth, BigDecimal>>> yearly(long community, Collection<Place> places) {
        var usages = new HashMap<Integer, Map<Long, Map<YearMonth, BigDecimal>>>();
        jdbc.sql("""
            select w.place::int place, r.meter_id, r.month, r.usage
              from unnest(:rooms::bigint[], :kinds::text[], :firsts::date[]) with ordinality w(room_id, kind, first_month, place)
              join metering.meter m on m.community_id = :community and m.room_id = w.room_id and m.kind = w.kind
              join metering.reading r on r.community_id = m.community_id and r.meter_id = m.id and r.month >= date_trunc('year', w.first_month)
             where r.hold is null or r.released_at is not null
            """).param("community", community).param("rooms", places.stream().map(Place::roomId).toArray(Long[]::new))
            .param("kinds", places.stream().map(Place::meterKind).toArray(String[]::new))
            .param("firsts", places.stream().map(place -> place.first().atDay(1).toString()).toArray(String[]::new))
            .query(row -> { usages.computeIfAbsent(row.getInt("place"), _ -> new HashMap<>()).computeIfAbsent(row.getLong("meter_id"), _ -> new HashMap<>())
                .put(YearMonth.from(row.getObject("month", LocalDate.class)), row.getBigDecimal("usage")); });
        return usages;
    }
}
