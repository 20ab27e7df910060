package cn.anju.operation;

import cn.anju.launch.Database;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./anju bench billing --rooms N}：按下「出账」和「发布」要多久，比同样的行用一条语句写进同样的空表慢多少。
 *
 * <p>The rooms, meters and readings are made by SQL; the run itself goes through HTTP like a person's click: permission,
 * scope, audit, job, lines, books, frozen readings. The limit is measured in the same run, as the same role, under the same
 * policy, into a table with the same keys, checks and foreign keys.
 */
@Component
class BillingBench implements Benchmark {

    private static final int WARM_UP = 2_000;
    private static final String MONTH = "2026-07";
    private static final List<String> TABLES = List.of("billing.bill", "billing.bill_run", "billing.share_pool", "ledger.journal_entry",
        "ledger.posting", "metering.reading", "estate.room", "access.audit", "job.job");

    private final Verification verification;
    private final Environment environment;
    private final JsonMapper json;

    BillingBench(Verification verification, Environment environment, JsonMapper json) {
        this.verification = verification;
        this.environment = environment;
        this.json = json;
    }

    @Override
    public String name() {
        return "billing";
    }

    /** @param seconds calculated and written, published and posted */
    private record Timed(long lines, BigDecimal calculated, BigDecimal published) {

        BigDecimal seconds() {
            return calculated.add(published);
        }
    }

    @Override
    public int run(Database database, List<String> arguments) throws Exception {
        var rooms = rooms(arguments);
        try (var owner = database.connectAsOwner()) {
            bill(owner, community(owner, WARM_UP));
            limit(owner, database, community(owner, WARM_UP));
            var community = community(owner, rooms);
            System.out.printf("小区 %d：%d 间房%n", community, rooms);
            count(owner, "出账前");
            var timed = bill(owner, community);
            count(owner, "出账后");
            System.out.printf("计算并写入 %s 秒，发布并记账 %s 秒%n", timed.calculated(), timed.published());
            var limit = limit(owner, database, community);
            var differences = verification.run(database, System.out);
            System.out.println(json.writeValueAsString(new Outcome(timed.lines(), timed.seconds(), limit,
                timed.seconds().divide(limit, 2, RoundingMode.HALF_UP))));
            return differences == 0 ? 0 : 1;
        }
    }

    /** The last line: what was measured, as JSON numbers. */
    private record Outcome(long lines, @JsonFormat(shape = Shape.NUMBER) BigDecimal seconds,
                           @JsonFormat(shape = Shape.NUMBER) BigDecimal limitSeconds, @JsonFormat(shape = Shape.NUMBER) BigDecimal ratio) {}

    private static int rooms(List<String> arguments) {
        var place = arguments.indexOf("--rooms");
        return place < 0 || place + 1 == arguments.size() ? 25_000 : Integer.parseInt(arguments.get(place + 1));
    }

    private Timed bill(Connection owner, long community) throws Exception {
        var desk = new BenchDesk("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"), token(owner, community), json);
        var runs = "/api/communities/" + community + "/bill-runs";
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

    /** The same rows once more, by one statement, into an empty table that is like the real one in all that costs time. */
    private static BigDecimal limit(Connection owner, Database database, long community) throws SQLException {
        run(owner, "drop table if exists billing.bill_limit", "create table billing.bill_limit (like billing.bill including all)",
            "call root.frozen_table('billing', 'bill_limit', array['outstanding', 'is_reversed'])", "call billing.draft_table('bill_limit')");
        try (var statement = owner.createStatement(); var keys = statement.executeQuery("""
                select format('alter table billing.bill_limit add %s', pg_get_constraintdef(oid)) from pg_constraint
                 where conrelid = 'billing.bill'::regclass and contype = 'f'
                """)) {
            while (keys.next()) run(owner, keys.getString(1));
        }
        try (var app = database.connectAsApp()) {
            app.setAutoCommit(false);
            run(app, "set local anju.scope = '" + community + "'");
            var start = System.nanoTime();
            run(app, INSERT.formatted(community));
            app.commit();
            return seconds(start, System.nanoTime());
        } finally {
            run(owner, "drop table billing.bill_limit");
        }
    }

    private static final String INSERT = """
        insert into billing.bill_limit (community_id, run_id, room_id, tariff_id, share_group_id, period_start, period_end, quantity, basis,
                                        amount, outstanding, due_on, payer)
        select community_id, run_id, room_id, tariff_id, share_group_id, period_start, period_end, quantity, basis,
               amount, outstanding, due_on, payer
          from billing.bill where community_id = %d
        """;

    private static long community(Connection owner, int rooms) throws SQLException, IOException {
        try (var insert = owner.prepareStatement("""
                insert into estate.community (name, books_start, created_at)
                select '测速 ' || count(*) + 1, '2026-07-01', '2026-07-01' from estate.community returning id
                """); var made = insert.executeQuery()) {
            made.next();
            var community = made.getLong(1);
            var script = new ClassPathResource("bench-community.sql", BillingBench.class).getContentAsString(StandardCharsets.UTF_8);
            run(owner, script.replace("{community}", Long.toString(community)).replace("{rooms}", Integer.toString(rooms)));
            run(owner, "analyze estate.room, metering.meter, metering.reading, billing.bill");
            return community;
        }
    }

    /** A token as an administrator would give it to a program: this community, these permissions, one hour. */
    private static String token(Connection owner, long community) throws SQLException {
        var token = UUID.randomUUID() + "-" + UUID.randomUUID();
        try (var insert = owner.prepareStatement("""
                insert into access.api_token (staff_id, name, token_hash, communities, permissions, expires_at, created_at)
                select id, '测速', sha256(convert_to(?, 'UTF8')), array[?::bigint], array['billing.run', 'billing.publish', 'billing.read'],
                       now() + interval '1 hour', now()
                  from access.staff where username = 'admin'
                """)) {
            insert.setString(1, token);
            insert.setLong(2, community);
            insert.executeUpdate();
            return token;
        }
    }

    private static void count(Connection owner, String when) throws SQLException {
        for (var table : TABLES)
            try (var statement = owner.createStatement(); var count = statement.executeQuery("select count(*) from " + table)) {
                count.next();
                System.out.printf("%s %s：%d 行%n", when, table, count.getLong(1));
            }
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) statement.execute(sql);
        }
    }

    private static BigDecimal seconds(long from, long to) {
        return BigDecimal.valueOf(to - from, 9).setScale(2, RoundingMode.HALF_UP);
    }
}
