package cn.anju.duty;

import cn.anju.duty.Evidence.Type;
import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 一直要守、凭记录说话的事守得怎样：离最近一次记录几天，太久没有记录就是守得不够。
 *
 * <p>Counted and kept beside the other figures, because it reads every kind of record; where it looks broken it is asked again at once, so that
 * who has just written his record is not told that there is none.
 */
@Service
class Silences {

    /** 多少天没有记录算守得不够。 */
    static final Setting<BigDecimal> DAYS = Setting.number("duty.silence-days", "一直要守的事多少天没有记录就提醒",
        "凭台账和办事记录说话、源文没说周期的职责；超过这么多天没有一条记录，就出现在今日的“没达标的”里", "35", "1", "400");
    private static final String PREFIX = "silence.";

    private record Kept(String metric, @Nullable BigDecimal value) {}

    private final JdbcClient jdbc;
    private final Records records;
    private final DutySettings dutySettings;
    private final Settings settings;
    private final Clock clock;

    Silences(JdbcClient jdbc, Records records, DutySettings dutySettings, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.dutySettings = dutySettings;
        this.settings = settings;
        this.clock = clock;
    }

    /** 数一遍，记下来。没有记录过的从这个小区开始派职责那天数起。 */
    @Transactional
    void count(long community, LocalDate today, Collection<Duty> duties) {
        var watched = duties.stream().filter(duty -> isWatched(community, duty)).toList();
        var latest = latest(community, watched);
        var begun = jdbc.sql("select made_at from duty.task where community_id = :community order by id limit 1").param("community", community)
            .query((row, i) -> day(row.getObject(1, OffsetDateTime.class).toInstant())).optional().orElse(today);
        for (var duty : watched)
            jdbc.sql("""
                insert into duty.figure (community_id, metric, month, value, part, whole, counted_at) values (:community, :metric, :month, :days, :days, null, :now)
                    on conflict (community_id, metric, month) do update set value = excluded.value, part = excluded.part, counted_at = excluded.counted_at
                """)
                .param("community", community).param("metric", PREFIX + duty.id()).param("month", today.withDayOfMonth(1))
                .param("days", days(latest.containsKey(duty.id()) ? day(latest.get(duty.id())) : begun, today)).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    /** As they were last counted in the month, by duty. */
    @Transactional(readOnly = true)
    Map<String, Metric.Value> kept(long community, YearMonth month, Map<String, Duty> duties) {
        var target = settings.get(community, DAYS);
        var kept = new LinkedHashMap<String, Metric.Value>();
        for (var row : jdbc.sql("select metric, value from duty.figure where community_id = :community and month = :month and metric >= 'silence.' and metric < 'silence/'")
            .param("community", community).param("month", month.atDay(1)).query(Kept.class).list()) {
            var duty = duties.get(row.metric().substring(PREFIX.length()));
            if (duty != null && row.value() != null && isWatched(community, duty)) kept.put(duty.id(), value(duty, row.value(), target));
        }
        return kept;
    }

    /** Of these, which are broken now: a record may have come since they were counted. */
    @Transactional(readOnly = true)
    List<Metric.Value> broken(long community, LocalDate today, List<Duty> mine, Map<String, Metric.Value> kept) {
        var quiet = mine.stream().filter(duty -> kept.containsKey(duty.id()) && !kept.get(duty.id()).isMet()).toList();
        if (quiet.isEmpty()) return List.of();
        var latest = latest(community, quiet);
        return quiet.stream().map(duty -> latest.containsKey(duty.id())
            ? value(duty, BigDecimal.valueOf(days(day(latest.get(duty.id())), today)), kept.get(duty.id()).target()) : kept.get(duty.id())).filter(value -> !value.isMet()).toList();
    }

    private boolean isWatched(long community, Duty duty) {
        return !duty.isOff() && dutySettings.rhythm(settings, community, duty) == Cadence.CONTINUOUS && (duty.evidence().type() == Type.EVENT || duty.evidence().type() == Type.REGISTER)
            && records.knows(duty.evidence().key());
    }

    private Map<String, Instant> latest(long community, List<Duty> duties) {
        var byKey = records.latest(community, duties.stream().map(duty -> duty.evidence().key()).distinct().toList(), clock.instant());
        var latest = new HashMap<String, Instant>();
        for (var duty : duties) if (byKey.containsKey(duty.evidence().key())) latest.put(duty.id(), byKey.get(duty.evidence().key()));
        return latest;
    }

    private static Metric.Value value(Duty duty, BigDecimal days, BigDecimal target) {
        return new Metric.Value(PREFIX + duty.id(), duty.evidence().label() + "没有记录", duty.duty(), days.stripTrailingZeros(), " 天", Metric.Goal.AT_MOST, target,
            days.compareTo(target) <= 0, days, null, duty.link());
    }

    private LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, clock.getZone());
    }

    private static long days(LocalDate from, LocalDate to) {
        return Math.max(0, ChronoUnit.DAYS.between(from, to));
    }
}
