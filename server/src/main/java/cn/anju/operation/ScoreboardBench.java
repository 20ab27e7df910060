package cn.anju.operation;

import cn.anju.collection.CollectionRates;
import cn.anju.kernel.Scope;
import cn.anju.launch.Database;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./anju bench scoreboard [--rooms 30000]}：一个大小区按片区的收缴排名要多久，比同一数据库扫一遍合计表慢多少。
 *
 * <p>Five years of bills as in {@link DashboardBench}, ten buildings to an area; asked through HTTP like a person's.
 */
@Component
class ScoreboardBench implements Benchmark {

    private static final int ROOMS = 30_000;
    private static final int ROUNDS = 5;
    private static final String AREAS = """
        insert into estate.steward_area (community_id, name)
        select community_id, '片区 ' || (min(code::int) / 10 + 1) from estate.building where community_id = %1$d group by community_id, code::int / 10;
        insert into estate.steward_area_part (community_id, area_id, building_id, from_on)
        select b.community_id, a.id, b.id, '2021-07-01' from estate.building b
          join estate.steward_area a on a.community_id = b.community_id and a.name = '片区 ' || (b.code::int / 10 + 1) where b.community_id = %1$d;
        """;

    private final CollectionRates rates;
    private final Environment environment;
    private final JsonMapper json;

    ScoreboardBench(CollectionRates rates, Environment environment, JsonMapper json) {
        this.rates = rates;
        this.environment = environment;
        this.json = json;
    }

    @Override
    public String name() {
        return "scoreboard";
    }

    /** The last line: what was measured, as JSON numbers. @param seconds of the slowest of the rounds after the first */
    private record Outcome(long rooms, long lines, long totals, long areas, @JsonFormat(shape = Shape.NUMBER) BigDecimal seconds,
                           @JsonFormat(shape = Shape.NUMBER) BigDecimal limitSeconds, @JsonFormat(shape = Shape.NUMBER) BigDecimal ratio) {}

    @Override
    public int run(Database database, List<String> arguments) throws Exception {
        var rooms = BenchCommand.number(arguments, "--rooms", ROOMS);
        try (var owner = database.connectAsOwner()) {
            var community = DashboardBench.community(owner, rooms);
            DashboardBench.execute(owner, AREAS.formatted(community));
            DashboardBench.execute(owner, "analyze");
            for (var twice = 0; twice < 2; twice++) Scope.of(community).run(() -> rates.rollUp(community));
            DashboardBench.execute(owner, "analyze collection.item_total, collection.day_total, collection.counted_run");
            var desk = BenchDesk.signedIn(owner, environment, json, List.of(community), "collection.read");
            var slowest = BigDecimal.ZERO;
            var areas = 0;
            for (var round = 0; round < ROUNDS; round++) {
                var start = System.nanoTime();
                areas = desk.get("/api/communities/" + community + "/collection/scoreboard?period=2026-01&asOf=2026-06-30").size();
                System.out.printf("第 %d 次 %s 秒，%d 个片区%n", round + 1, DashboardBench.seconds(start), areas);
                if (round > 0) slowest = slowest.max(DashboardBench.seconds(start));
            }
            var start = System.nanoTime();
            DashboardBench.execute(owner, "select sum(billed), sum(reversed), sum(paid), sum(relieved) from collection.day_total");
            var limit = DashboardBench.seconds(start).max(new BigDecimal("0.001"));
            System.out.println(json.writeValueAsString(new Outcome(rooms, DashboardBench.count(owner, "billing.bill"), DashboardBench.count(owner, "collection.day_total"),
                areas, slowest, limit, slowest.divide(limit, 2, RoundingMode.HALF_UP))));
            return 0;
        }
    }
}
