package cn.anju.operation;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/** 测速用的小区：房屋、表和读数由 SQL 备好，出账由人按按钮的那条路去做。 */
record BenchCommunity(long id) {

    private static final String MONTH = "2026-07";

    /** @param lines how many; then seconds until calculated and written, published and posted */
    record Timed(long lines, BigDecimal calculated, BigDecimal published) {

        BigDecimal seconds() {
            return calculated.add(published);
        }
    }

    static BenchCommunity make(Connection owner, int rooms) throws SQLException, IOException {
        var community = empty(owner);
        var script = new ClassPathResource("bench-community.sql", BillingBench.class).getContentAsString(StandardCharsets.UTF_8);
        run(owner, script.replace("{community}", Long.toString(community.id)).replace("{rooms}", Integer.toString(rooms)));
        run(owner, "analyze estate.room, metering.meter, metering.reading, billing.bill");
        return community;
    }

    static BenchCommunity empty(Connection owner) throws SQLException {
        try (var insert = owner.prepareStatement("""
                insert into estate.community (name, books_start, created_at)
                select '测速 ' || count(*) + 1, '2026-07-01', '2026-07-01' from estate.community returning id
                """); var made = insert.executeQuery()) {
            made.next();
            return new BenchCommunity(made.getLong(1));
        }
    }

    /** The one of a database that has no other. */
    static BenchCommunity only(Connection owner) throws SQLException {
        try (var statement = owner.createStatement(); var row = statement.executeQuery("select id from estate.community")) {
            row.next();
            return new BenchCommunity(row.getLong(1));
        }
    }

    /** 出账并发布，像人在网页上那样。 */
    Timed bill(Connection owner, String url, JsonMapper json) throws Exception {
        var desk = new BenchDesk(url, BenchDesk.token(owner, List.of(id), "billing.run", "billing.publish", "billing.read"), json);
        var runs = "/api/communities/" + id + "/bill-runs";
        var start = System.nanoTime();
        var run = runs + "/" + desk.post(runs, "{\"month\": \"" + MONTH + "\"}").get("id").asLong();
        var view = desk.get(run);
        while (view.get("state").asString().equals("calculating")) {
            TimeUnit.MILLISECONDS.sleep(20);
            view = desk.get(run);
        }
        var drafted = System.nanoTime();
        desk.post(run + "/publish", "{}");
        return new Timed(view.get("lines").asLong(), seconds(start, drafted), seconds(drafted, System.nanoTime()));
    }

    static void run(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) statement.execute(sql);
        }
    }

    static BigDecimal seconds(long from, long to) {
        return BigDecimal.valueOf(to - from, 9).setScale(2, RoundingMode.HALF_UP);
    }
}
