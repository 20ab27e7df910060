package cn.anju.operation;

import cn.anju.collection.CollectionRates;
import cn.anju.kernel.Scope;
import cn.anju.launch.Database;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./anju bench dashboard [--lines 50000000]}：各小区收缴率一览要多久，比同一数据库扫一遍合计表慢多少。
 *
 * <p>Communities, sixty months of bills and their settlements are made by SQL, without books, so that {@code verify} is
 * not for this database. The page is asked through HTTP like a person's.
 */
@Component
class DashboardBench implements Benchmark {

    private static final int COMMUNITIES = 40;
    private static final int LINES_PER_ROOM = 240;
    private static final int ROUNDS = 7;

    private final CollectionRates rates;
    private final Environment environment;
    private final JsonMapper json;

    DashboardBench(CollectionRates rates, Environment environment, JsonMapper json) {
        this.rates = rates;
        this.environment = environment;
        this.json = json;
    }

    @Override
    public String name() {
        return "dashboard";
    }

    /** The last line: what was measured, as JSON numbers. @param seconds of the slowest of the rounds after the first */
    private record Outcome(long lines, long totals, @JsonFormat(shape = Shape.NUMBER) BigDecimal rollUpSeconds, @JsonFormat(shape = Shape.NUMBER) BigDecimal seconds,
                           @JsonFormat(shape = Shape.NUMBER) BigDecimal limitSeconds, @JsonFormat(shape = Shape.NUMBER) BigDecimal ratio) {}

    @Override
    public int run(Database database, List<String> arguments) throws Exception {
        var place = arguments.indexOf("--lines");
        var lines = place < 0 || place + 1 == arguments.size() ? 50_000_000 : Long.parseLong(arguments.get(place + 1));
        var rooms = Math.max(1, lines / LINES_PER_ROOM / COMMUNITIES);
        try (var owner = database.connectAsOwner()) {
            var communities = new ArrayList<Long>();
            for (var i = 0; i < COMMUNITIES; i++) communities.add(community(owner, rooms));
            execute(owner, "analyze");
            System.out.printf("%d 个小区，各 %d 间房，共 %d 行账单%n", COMMUNITIES, rooms, count(owner, "billing.bill"));
            var start = System.nanoTime();
            for (var community : communities)
                for (var twice = 0; twice < 2; twice++) Scope.of(community).run(() -> rates.rollUp(community));
            var rolledUp = seconds(start);
            execute(owner, "analyze collection.item_total, collection.day_total, collection.counted_run");
            var desk = BenchDesk.signedIn(owner, environment, json, communities, "collection.read");
            var slowest = BigDecimal.ZERO;
            for (var round = 0; round < ROUNDS; round++) {
                start = System.nanoTime();
                desk.get("/api/collection-rates?asOf=2026-06-30");
                System.out.printf("第 %d 次 %s 秒%n", round + 1, seconds(start));
                if (round > 0) slowest = slowest.max(seconds(start));
            }
            start = System.nanoTime();
            execute(owner, "select sum(billed), sum(reversed), sum(paid), sum(relieved) from collection.item_total");
            var limit = seconds(start).max(new BigDecimal("0.001"));
            System.out.println(json.writeValueAsString(new Outcome(count(owner, "billing.bill"), count(owner, "collection.item_total"), rolledUp, slowest, limit,
                slowest.divide(limit, 2, RoundingMode.HALF_UP))));
            return 0;
        }
    }

    static long community(Connection owner, long rooms) throws Exception {
        try (var insert = owner.prepareStatement("""
                insert into estate.community (name, books_start, created_at)
                select '一览测速 ' || count(*) + 1, '2021-07-01', '2021-07-01' from estate.community returning id
                """); var made = insert.executeQuery()) {
            made.next();
            var community = made.getLong(1);
            var script = new ClassPathResource("bench-dashboard.sql", DashboardBench.class).getContentAsString(StandardCharsets.UTF_8);
            execute(owner, script.replace("{community}", Long.toString(community)).replace("{rooms}", Long.toString(rooms)));
            return community;
        }
    }

    static long count(Connection owner, String table) throws SQLException {
        try (var statement = owner.createStatement(); var row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    static void execute(Connection owner, String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    static BigDecimal seconds(long since) {
        return BigDecimal.valueOf(System.nanoTime() - since, 9).setScale(3, RoundingMode.HALF_UP);
    }
}
