package cn.anju.reporting;

import cn.anju.duty.Figures;
import cn.anju.duty.Metric;
import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.CurrentUser;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * 指标：怎么算、现在多少、目标多少、数到哪一刻；一个小区的近一年，或各小区的一个月。
 *
 * <p>Reads what the hourly count has kept, one statement for a page, however many communities there are.
 */
@Repository
@Transactional(readOnly = true)
class MetricBoard {

    /** @param value as it was last counted in the month; null when there was nothing to count */
    record Point(YearMonth month, @Nullable BigDecimal value) {}

    /**
     * 一个指标。
     *
     * @param definition the formula in words
     * @param unit % for a share, empty for a count
     * @param part of {@code whole}, behind a share; null until it is first counted
     * @param asOf when it was counted; null when it was not counted in this month
     * @param link the page inside the community with its rows
     * @param months the year up to this month, those that were counted
     */
    record Line(String key, String module, String label, String definition, String unit, @Nullable BigDecimal value, Metric.Goal goal, BigDecimal target,
                boolean isMet, @Nullable BigDecimal part, @Nullable BigDecimal whole, @Nullable Instant asOf, String link, List<Point> months) {}

    /** 某小区某指标的一格。 */
    record Cell(String key, String unit, @Nullable BigDecimal value, BigDecimal target, boolean isMet) {}

    /**
     * 一个小区的一个月，排名用。
     *
     * @param met of {@code counted} figures, how many keep their target
     * @param asOf the latest count; null when nothing was counted
     */
    record Place(int rank, long community, String name, int met, int counted, @Nullable Instant asOf, List<Cell> cells) {}

    /** @param metrics what the cells are, by key */
    record Overview(YearMonth month, List<Title> metrics, List<Place> places) {}

    record Title(String key, String label, String definition, Metric.Goal goal, String link) {}

    private record Kept(long communityId, String metric, LocalDate month, @Nullable BigDecimal value, BigDecimal part, @Nullable BigDecimal whole, OffsetDateTime countedAt) {}

    private static final String KEPT = """
        select community_id, metric, month, value, part, whole, counted_at from duty.figure
         where community_id = any (:communities) and month between :from and :to order by metric, month
        """;

    private final JdbcClient jdbc;
    private final Figures figures;
    private final CommunityDirectory communities;

    MetricBoard(JdbcClient jdbc, Figures figures, CommunityDirectory communities) {
        this.jdbc = jdbc;
        this.figures = figures;
        this.communities = communities;
    }

    List<Line> of(long community, YearMonth month) {
        var years = new HashMap<String, List<Kept>>();
        for (var row : kept(List.of(community), month.minusMonths(11), month)) years.computeIfAbsent(row.metric(), key -> new ArrayList<>()).add(row);
        return figures.metrics().values().stream().map(metric -> line(community, metric, years.getOrDefault(metric.key(), List.of()), month)).toList();
    }

    /** The communities in which this person may look, the one that keeps most of its targets first. */
    Overview across(CurrentUser user, YearMonth month) {
        var names = new HashMap<>(communities.names());
        names.keySet().removeIf(community -> !user.may(community, "reporting.read"));
        var kept = new HashMap<Long, Map<String, Kept>>();
        for (var row : kept(List.copyOf(names.keySet()), month, month)) kept.computeIfAbsent(row.communityId(), key -> new HashMap<>()).put(row.metric(), row);
        var places = names.entrySet().stream().map(each -> place(each.getKey(), each.getValue(), kept.getOrDefault(each.getKey(), Map.of())))
            .sorted(Comparator.comparing(MetricBoard::share).reversed().thenComparing(Place::name)).toList();
        var ranked = new ArrayList<Place>();
        for (var each : places) ranked.add(new Place(ranked.size() + 1, each.community(), each.name(), each.met(), each.counted(), each.asOf(), each.cells()));
        return new Overview(month, figures.metrics().values().stream().map(each -> new Title(each.key(), each.label(), each.definition(), each.goal(), each.linkOf(month))).toList(), ranked);
    }

    private Line line(long community, Metric metric, List<Kept> year, YearMonth month) {
        var now = year.isEmpty() || !YearMonth.from(year.getLast().month()).equals(month) ? null : year.getLast();
        var target = figures.target(community, metric.key());
        var value = now == null ? null : plain(now.value());
        return new Line(metric.key(), metric.key().substring(0, metric.key().indexOf('.')), metric.label(), metric.definition(), now == null || now.whole() == null ? "" : "%",
            value, metric.goal(), target, metric.isMetBy(value, target), now == null ? null : now.part(), now == null ? null : now.whole(),
            now == null ? null : now.countedAt().toInstant(), metric.linkOf(month), year.stream().map(each -> new Point(YearMonth.from(each.month()), plain(each.value()))).toList());
    }

    private Place place(long community, String name, Map<String, Kept> kept) {
        var cells = figures.metrics().values().stream().filter(metric -> kept.containsKey(metric.key())).map(metric -> {
            var row = kept.get(metric.key());
            var target = figures.target(community, metric.key());
            return new Cell(metric.key(), row.whole() == null ? "" : "%", plain(row.value()), target, metric.isMetBy(row.value(), target));
        }).toList();
        var counted = cells.stream().filter(each -> each.value() != null).toList();
        return new Place(0, community, name, (int) counted.stream().filter(Cell::isMet).count(), counted.size(),
            kept.values().stream().map(each -> each.countedAt().toInstant()).max(Comparator.naturalOrder()).orElse(null), cells);
    }

    private List<Kept> kept(List<Long> where, YearMonth from, YearMonth to) {
        return jdbc.sql(KEPT).param("communities", where.toArray(Long[]::new)).param("from", from.atDay(1)).param("to", to.atDay(1)).query(Kept.class).list();
    }

    private static double share(Place place) {
        return place.counted() == 0 ? -1 : (double) place.met() / place.counted();
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal value) {
        return value == null ? null : value.stripTrailingZeros();
    }
}
