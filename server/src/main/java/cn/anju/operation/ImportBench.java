package cn.anju.operation;

import cn.anju.launch.Database;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./anju bench import [--rows N]}：上传名册、仪表、读数，预览和写入各要多久，比写下的同样的行用语句写进同样的空表慢多少。
 *
 * <p>The files go through HTTP like a person's: upload, preview, apply. The limit is one {@code INSERT … SELECT} for every
 * table that has grown, in the same run, as the same role, under the same policy, into a table with the same keys and checks.
 */
@Component
class ImportBench implements Benchmark {

    private static final int ROWS = 50_000;
    private static final int WARM_UP = 2_000;
    private static final String MONTH = "2026-07";

    private final Verification verification;
    private final Environment environment;
    private final JsonMapper json;

    ImportBench(Verification verification, Environment environment, JsonMapper json) {
        this.verification = verification;
        this.environment = environment;
        this.json = json;
    }

    @Override
    public String name() {
        return "import";
    }

    /**
     * One line for each kind of import: what was measured, as JSON numbers.
     *
     * @param written rows of all tables
     * @param processorSeconds of both together, this process and the embedded database, also while others use the machine
     */
    private record Outcome(String kind, int rows, long written, @JsonFormat(shape = Shape.NUMBER) BigDecimal previewSeconds,
                           @JsonFormat(shape = Shape.NUMBER) BigDecimal applySeconds, @JsonFormat(shape = Shape.NUMBER) BigDecimal processorSeconds,
                           @JsonFormat(shape = Shape.NUMBER) BigDecimal limitSeconds, @JsonFormat(shape = Shape.NUMBER) BigDecimal ratio) {}

    @Override
    public int run(Database database, List<String> arguments) throws Exception {
        var rows = BenchCommand.number(arguments, "--rows", ROWS);
        try (var owner = database.connectAsOwner()) {
            importAll(owner, database, WARM_UP);
            var outcomes = importAll(owner, database, rows);
            var differences = verification.run(database, System.out);
            for (var outcome : outcomes) System.out.println(json.writeValueAsString(outcome));
            return differences == 0 ? 0 : 1;
        }
    }

    private List<Outcome> importAll(Connection owner, Database database, int rows) throws Exception {
        var community = BenchCommunity.empty(owner);
        var desk = BenchDesk.signedIn(owner, environment, json, List.of(community.id()), "estate.import", "metering.import", "job.read");
        System.out.printf("小区 %d：每种 %d 行%n", community.id(), rows);
        var outcomes = new ArrayList<Outcome>();
        outcomes.add(importOne(owner, database, desk, community.id(), "roster", rows, BenchSheets.roster(rows)));
        outcomes.add(importOne(owner, database, desk, community.id(), "meters", rows, BenchSheets.meters(rows)));
        outcomes.add(importOne(owner, database, desk, community.id(), "readings", rows, BenchSheets.readings(rows, MONTH)));
        return outcomes;
    }

    private Outcome importOne(Connection owner, Database database, BenchDesk desk, long community, String kind, int rows, byte[] file) throws Exception {
        var before = counts(owner, community);
        var since = texts(owner, "select pg_current_xact_id()").getFirst();
        var spent = processorSeconds();
        var imports = "/api/communities/" + community + "/imports/";
        var start = System.nanoTime();
        var one = imports + desk.upload(imports + kind + "?preview=true", kind + ".xlsx", file).get("id").asLong();
        settled(desk, one + "/summary", "preview", rows);
        var previewed = System.nanoTime();
        desk.post(one + "/apply", "{}");
        settled(desk, one + "/summary", "done", rows);
        var applied = System.nanoTime();
        var processor = processorSeconds().subtract(spent);
        var grown = grown(before, counts(owner, community));
        var limit = limit(owner, database, community, List.copyOf(grown.keySet()), since);
        var preview = BenchCommunity.seconds(start, previewed);
        var apply = BenchCommunity.seconds(previewed, applied);
        System.out.printf("%s：预览 %s 秒，写入 %s 秒，处理器 %s 秒，同样的行直接写 %s 秒%n", kind, preview, apply, processor, limit);
        return new Outcome(kind, rows, grown.values().stream().mapToLong(Long::longValue).sum(), preview, apply, processor, limit,
            apply.divide(limit, 2, RoundingMode.HALF_UP));
    }

    private static void settled(BenchDesk desk, String summary, String state, int rows) throws Exception {
        var view = desk.get(summary);
        while (view.get("state").asString().equals("running")) {
            TimeUnit.MILLISECONDS.sleep(100);
            view = desk.get(summary);
        }
        if (!view.get("state").asString().equals(state) || view.get("accepted").asInt() != rows)
            throw new IllegalStateException("not %s with %d rows: %s".formatted(state, rows, view));
    }

    private static BigDecimal processorSeconds() {
        var self = ProcessHandle.current();
        return Stream.concat(Stream.of(self), self.descendants()).map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
            .map(each -> BigDecimal.valueOf(each.toMillis(), 3)).reduce(BigDecimal.ZERO, BigDecimal::add).setScale(2, RoundingMode.HALF_UP);
    }

    /** Rows of the community by table. */
    private static Map<String, Long> counts(Connection owner, long community) throws SQLException {
        var counts = new TreeMap<String, Long>();
        for (var table : texts(owner, """
                select format('%I.%I', n.nspname, c.relname)
                  from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind = 'r' and c.relrowsecurity and n.nspname not in ('access', 'attachment')
                """))
            counts.put(table, Long.valueOf(texts(owner, "select count(*) from " + table + " where community_id = " + community).getFirst()));
        return counts;
    }

    private static Map<String, Long> grown(Map<String, Long> before, Map<String, Long> after) {
        var grown = new TreeMap<String, Long>();
        after.forEach((table, rows) -> {
            if (rows > before.get(table)) grown.put(table, rows - before.get(table));
        });
        grown.forEach((table, rows) -> System.out.printf("%s：%d → %d 行%n", table, before.get(table), after.get(table)));
        return grown;
    }

    /** The rows of these transactions once more, by one statement each, into empty tables that are like the real ones in all that costs time. */
    private static BigDecimal limit(Connection owner, Database database, long community, List<String> tables, String since) throws SQLException {
        for (var table : tables) {
            BenchCommunity.run(owner, "create table %s_limit (like %s including all)".formatted(table, table),
                "call root.community_table('%s', '%s_limit')".formatted(table.split("\\.")[0], table.split("\\.")[1]));
            for (var key : texts(owner, "select pg_get_constraintdef(oid) from pg_constraint where contype = 'f' and conrelid = '%s'::regclass".formatted(table)))
                BenchCommunity.run(owner, "alter table %s_limit add %s".formatted(table, key));
        }
        try (var app = database.connectAsApp()) {
            app.setAutoCommit(false);
            BenchCommunity.run(app, "set local anju.scope = '" + community + "'");
            var start = System.nanoTime();
            for (var table : tables) {
                var columns = String.join(", ", texts(owner, """
                    select quote_ident(attname) from pg_attribute
                     where attrelid = '%s'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum
                    """.formatted(table)));
                BenchCommunity.run(app, "insert into %s_limit (%s) overriding system value select %s from %s where community_id = %d and xmin::text::bigint >= %s"
                    .formatted(table, columns, columns, table, community, since));
            }
            app.commit();
            return BenchCommunity.seconds(start, System.nanoTime()).max(new BigDecimal("0.01"));
        } finally {
            for (var table : tables) BenchCommunity.run(owner, "drop table " + table + "_limit");
        }
    }

    private static List<String> texts(Connection owner, String sql) throws SQLException {
        try (var statement = owner.createStatement(); var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) texts.add(rows.getString(1));
            return texts;
        }
    }
}
