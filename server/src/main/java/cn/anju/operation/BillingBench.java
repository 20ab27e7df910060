package cn.anju.operation;

import cn.anju.launch.Database;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.core.env.Environment;
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

    private static final int ROOMS = 25_000;
    private static final int WARM_UP = 2_000;
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

    @Override
    public int run(Database database, List<String> arguments) throws Exception {
        var rooms = BenchCommand.number(arguments, "--rooms", ROOMS);
        try (var owner = database.connectAsOwner()) {
            var url = "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
            BenchCommunity.make(owner, WARM_UP).bill(owner, url, json);
            limit(owner, database, BenchCommunity.make(owner, WARM_UP).id());
            var made = BenchCommunity.make(owner, rooms);
            var community = made.id();
            System.out.printf("小区 %d：%d 间房%n", community, rooms);
            count(owner, "出账前");
            var timed = made.bill(owner, url, json);
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

    /** The same rows once more, by one statement, into an empty table that is like the real one in all that costs time. */
    private static BigDecimal limit(Connection owner, Database database, long community) throws SQLException {
        BenchCommunity.run(owner, "drop table if exists billing.bill_limit", "create table billing.bill_limit (like billing.bill including all)",
            "call root.frozen_table('billing', 'bill_limit', array['outstanding', 'is_reversed'])", "call billing.draft_table('bill_limit')");
        try (var statement = owner.createStatement(); var keys = statement.executeQuery("""
                select format('alter table billing.bill_limit add %s', pg_get_constraintdef(oid)) from pg_constraint
                 where conrelid = 'billing.bill'::regclass and contype = 'f'
                """)) {
            while (keys.next()) BenchCommunity.run(owner, keys.getString(1));
        }
        try (var app = database.connectAsApp()) {
            app.setAutoCommit(false);
            BenchCommunity.run(app, "set local anju.scope = '" + community + "'");
            var start = System.nanoTime();
            BenchCommunity.run(app, INSERT.formatted(community));
            app.commit();
            return BenchCommunity.seconds(start, System.nanoTime());
        } finally {
            BenchCommunity.run(owner, "drop table billing.bill_limit");
        }
    }

    private static final String INSERT = """
        insert into billing.bill_limit (community_id, run_id, room_id, tariff_id, share_group_id, period_start, period_end, quantity, basis,
                                        amount, outstanding, due_on, payer)
        select community_id, run_id, room_id, tariff_id, share_group_id, period_start, period_end, quantity, basis,
               amount, outstanding, due_on, payer
          from billing.bill where community_id = %d
        """;

    private static void count(Connection owner, String when) throws SQLException {
        for (var table : TABLES)
            try (var statement = owner.createStatement(); var count = statement.executeQuery("select count(*) from " + table)) {
                count.next();
                System.out.printf("%s %s：%d 行%n", when, table, count.getLong(1));
            }
    }
}
