package cn.anju.duty;

import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 一直要守的事守得怎样：数一遍、记下来，和目标比。 */
@Service
public class Figures {

    private record Counted(@Nullable BigDecimal part, @Nullable BigDecimal whole) {

        @Nullable BigDecimal value() {
            if (whole == null) return part;
            return part == null || whole.signum() == 0 ? null : part.multiply(new BigDecimal("100")).divide(whole, 1, RoundingMode.DOWN);
        }
    }

    private record Kept(String metric, @Nullable BigDecimal value, BigDecimal part, @Nullable BigDecimal whole) {}

    private final JdbcClient jdbc;
    private final Settings settings;
    private final DutySettings dutySettings;
    private final Clock clock;
    private final Map<String, Metric> metrics = new LinkedHashMap<>();

    Figures(JdbcClient jdbc, Settings settings, DutySettings dutySettings, List<Metric.Book> books, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.dutySettings = dutySettings;
        this.clock = clock;
        for (var book : books) for (var metric : book.metrics())
            if (metrics.put(metric.key(), metric) != null) throw new IllegalStateException("two figures are called " + metric.key());
    }

    /** All there are, by key, in the order of their modules. */
    public Map<String, Metric> metrics() {
        return Collections.unmodifiableMap(metrics);
    }

    /** What the community aims at; the definition's own target until it says otherwise. */
    public BigDecimal target(long community, String key) {
        return settings.get(community, dutySettings.target(metrics.get(key)));
    }

    boolean knows(String key) {
        return metrics.containsKey(key);
    }

    /** 数一遍这个月的，记下来；月底最后一次留作那个月的数。 */
    @Transactional
    void count(long community, LocalDate today) {
        var month = YearMonth.from(today);
        for (var metric : metrics.values()) {
            var counted = counted(community, metric, month, today);
            jdbc.sql("""
                insert into duty.figure (community_id, metric, month, value, part, whole, counted_at)
                values (:community, :metric, :month, :value, :part, :whole, :now)
                    on conflict (community_id, metric, month) do update
                   set value = excluded.value, part = excluded.part, whole = excluded.whole, counted_at = excluded.counted_at
                """)
                .param("community", community).param("metric", metric.key()).param("month", month.atDay(1)).param("value", counted.value())
                .param("part", counted.part() == null ? BigDecimal.ZERO : counted.part()).param("whole", counted.whole())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        }
    }

    /** One figure as it is now, not as it was last counted. */
    @Transactional(readOnly = true)
    public Metric.Value now(long community, String key, LocalDate today) {
        var metric = metrics.get(key);
        var counted = counted(community, metric, YearMonth.from(today), today);
        return value(community, metric, YearMonth.from(today), counted.value(), counted.part() == null ? BigDecimal.ZERO : counted.part(), counted.whole());
    }

    /** The figures as they were last counted in the month; those never counted are left out. */
    @Transactional(readOnly = true)
    Map<String, Metric.Value> kept(long community, YearMonth month) {
        var kept = new LinkedHashMap<String, Metric.Value>();
        for (var row : jdbc.sql("select metric, value, part, whole from duty.figure where community_id = :community and month = :month")
            .param("community", community).param("month", month.atDay(1)).query(Kept.class).list())
            if (metrics.get(row.metric()) instanceof Metric metric) kept.put(row.metric(), value(community, metric, month, row.value(), row.part(), row.whole()));
        return kept;
    }

    private Counted counted(long community, Metric metric, YearMonth month, LocalDate today) {
        return jdbc.sql(metric.sql()).param("community", community).param("from", month.atDay(1)).param("to", month.plusMonths(1).atDay(1)).param("today", today)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("limit", metric.limit() == null ? null : settings.get(community, metric.limit()).intValue())
            .query((row, i) -> new Counted(row.getBigDecimal("part"), row.getBigDecimal("whole"))).single();
    }

    private Metric.Value value(long community, Metric metric, YearMonth month, @Nullable BigDecimal value, BigDecimal part, @Nullable BigDecimal whole) {
        var target = target(community, metric.key());
        return new Metric.Value(metric.key(), metric.label(), metric.definition(), value == null ? null : value.stripTrailingZeros(), whole == null ? "" : "%",
            metric.goal(), target, metric.isMetBy(value, target), part, whole, metric.linkOf(month));
    }
}
