package cn.anju.collection.rate;

import cn.anju.access.AuditTrail;
import cn.anju.collection.CollectionRate;
import cn.anju.collection.CollectionSettings;
import cn.anju.collection.rate.RateQuery.By;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.setting.Settings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 半年目标与排名：各片区做到多少、差多少、按现在的数升几级。 */
@Service
class Scoreboard {

    record Target(@NotNull(message = "请选片区") Long areaId, @NotNull(message = "请填目标") BigDecimal rate) {}

    record NewTargets(@NotNull @Size(max = 200) List<@Valid @NotNull Target> targets) {}

    /** @param post 管家 or 高级管家, whose top the steps end at */
    record Row(int rank, long areaId, String area, @Nullable Long stewardId, @Nullable String steward, String post, @Nullable BigDecimal target,
               @Nullable BigDecimal rate, @Nullable BigDecimal gap, int steps, String rule, CollectionRate figures) {}

    private record Person(long areaId, long staffId, String name, boolean isSenior) {}

    private final JdbcClient jdbc;
    private final RateQuery query;
    private final Settings settings;
    private final AuditTrail audit;
    private final Clock clock;

    Scoreboard(JdbcClient jdbc, RateQuery query, Settings settings, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.query = query;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<Row> of(long community, @Nullable YearMonth first, @Nullable LocalDate asOf) {
        var day = asOf == null ? LocalDate.now(clock) : asOf;
        var period = first == null ? HalfYear.of(day) : new HalfYear(first);
        var span = period.until(day);
        var targets = jdbc.sql("select area_id, rate from collection.target where community_id = :community and period_start = :start")
            .param("community", community).param("start", period.start())
            .query((row, i) -> Map.entry(row.getLong(1), row.getBigDecimal(2))).stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var people = people(community, span.asOf()).stream().collect(Collectors.toMap(Person::areaId, person -> person, (one, other) -> one));
        var ranked = query.of(List.of(community), span, By.AREA).stream().filter(each -> each.id() != 0)
            .sorted(Comparator.comparing((CollectionRate each) -> each.combinedRate() == null ? BigDecimal.ZERO : each.combinedRate()).reversed().thenComparing(CollectionRate::name)).toList();
        var rows = new ArrayList<Row>();
        for (var each : ranked) {
            var person = people.get(each.id());
            var isSenior = person != null && person.isSenior();
            var rule = rule(community, isSenior);
            var target = targets.get(each.id());
            rows.add(new Row(rows.size() + 1, each.id(), each.name(), person == null ? null : person.staffId(), person == null ? null : person.name(),
                isSenior ? "高级管家" : "管家", target, each.combinedRate(),
                target == null || each.combinedRate() == null ? null : each.combinedRate().subtract(target), rule.steps(each.combinedRate()), rule.text(), each));
        }
        return rows;
    }

    /** 定目标。 @throws Problem 400 {@code target-invalid}, 404 {@code area-unknown} */
    @Transactional
    void aim(long community, YearMonth first, NewTargets wanted) {
        CurrentUser.get().require(community, "collection.manage");
        var period = new HalfYear(first);
        for (var target : wanted.targets()) {
            if (target.rate().signum() < 0 || target.rate().compareTo(BigDecimal.valueOf(100)) > 0 || target.rate().stripTrailingZeros().scale() > 2)
                throw Problem.invalid("target-invalid", "目标请填 0 到 100，最多两位小数");
            var isKnown = jdbc.sql("select exists (select from estate.steward_area where community_id = :community and id = :area)")
                .param("community", community).param("area", target.areaId()).query(Boolean.class).single();
            if (!isKnown) throw Problem.notFound("area-unknown", "没有这个片区");
            jdbc.sql("""
                insert into collection.target (community_id, period_start, area_id, rate) values (:community, :start, :area, :rate)
                    on conflict (community_id, period_start, area_id) do update set rate = excluded.rate
                """).param("community", community).param("start", period.start()).param("area", target.areaId()).param("rate", target.rate()).update();
        }
        audit.note("收费目标 " + first, null, wanted.targets());
    }

    private PayRule rule(long community, boolean isSenior) {
        return new PayRule(settings.get(community, CollectionSettings.PAY_BASE), settings.get(community, CollectionSettings.PAY_POINTS),
            settings.get(community, CollectionSettings.PAY_STEPS).intValueExact(),
            settings.get(community, isSenior ? CollectionSettings.TOP_SENIOR : CollectionSettings.TOP_STEWARD).intValueExact());
    }

    private List<Person> people(long community, LocalDate on) {
        return jdbc.sql("""
            select g.area_id, s.id staff_id, s.name,
                   exists (select from access.role_grant a join access.role r on r.id = a.role_id and r.key = 'senior_steward'
                            where a.staff_id = s.id and (a.community_id is null or a.community_id = :community)
                              and a.from_on <= :on and (a.to_on is null or a.to_on >= :on)) is_senior
              from estate.steward_assignment g join access.staff s on s.id = g.staff_id
             where g.community_id = :community and g.from_on <= :on and (g.to_on is null or g.to_on >= :on)
            """).param("community", community).param("on", on).query(Person.class).list();
    }
}
