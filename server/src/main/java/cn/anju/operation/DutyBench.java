package cn.anju.operation;

import cn.anju.launch.Database;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./anju bench duties [--staff 60] [--rooms 2000]}：六十个人、一年职责的小区，打开每个人的今天、班组、履行情况各要多久，比同一数据库数一遍这些职责慢多少。
 *
 * <p>Today's rounds are handed out by the program; the rest of the year is the same rounds moved back day by day, nine of ten
 * done, one of them late. Bills stand in the community as in the other benchmarks.
 */
@Component
class DutyBench implements Benchmark {

    private static final int STAFF = 60;
    private static final int ROOMS = 2_000;
    private static final int ROUNDS = 5;

    private final Environment environment;
    private final JsonMapper json;

    DutyBench(Environment environment, JsonMapper json) {
        this.environment = environment;
        this.json = json;
    }

    @Override
    public String name() {
        return "duties";
    }

    /** The last line: what was measured, as JSON numbers. {@code limitMillis}: counting the community's rounds once. */
    private record Outcome(int staff, long rounds, @JsonFormat(shape = Shape.NUMBER) BigDecimal todayP50Millis, @JsonFormat(shape = Shape.NUMBER) BigDecimal todayP99Millis,
                           @JsonFormat(shape = Shape.NUMBER) BigDecimal teamMillis, @JsonFormat(shape = Shape.NUMBER) BigDecimal fulfilmentMillis,
                           @JsonFormat(shape = Shape.NUMBER) BigDecimal peopleMillis, @JsonFormat(shape = Shape.NUMBER) BigDecimal trendMillis,
                           @JsonFormat(shape = Shape.NUMBER) BigDecimal limitMillis) {}

    @Override
    public int run(Database database, List<String> arguments) throws Exception {
        var people = BenchCommand.number(arguments, "--staff", STAFF);
        try (var owner = database.connectAsOwner()) {
            var made = BenchCommunity.make(owner, BenchCommand.number(arguments, "--rooms", ROOMS));
            made.bill(owner, "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"), json);
            BenchCommunity.run(owner, script("bench-staff.sql", made.id()).replace("{staff}", Integer.toString(people)));
            // Handed out by the program itself, every two minutes.
            while (count(owner, made.id()) == 0) TimeUnit.SECONDS.sleep(1);
            BenchCommunity.run(owner, script("bench-duties.sql", made.id()));
            var desk = BenchDesk.signedIn(owner, environment, json, List.of(made.id()), "duty.team");
            var path = "/api/communities/" + made.id() + "/duties";
            var days = new ArrayList<Long>();
            for (var round = 0; round <= ROUNDS; round++)
                for (var staff : staff(owner, made.id())) {
                    var start = System.nanoTime();
                    var day = desk.get(path + "/today?staff=" + staff);
                    if (round > 0) days.add(System.nanoTime() - start);
                    if (day.get("items").isEmpty()) throw new IllegalStateException("nothing to do for " + staff);
                }
            var outcome = new Outcome(people, count(owner, made.id()), SearchBench.millis(days, 50), SearchBench.millis(days, 99), slowest(() -> desk.get(path + "/team")),
                slowest(() -> desk.get(path + "/fulfilment")), slowest(() -> desk.get(path + "/fulfilment/people")), slowest(() -> desk.get(path + "/fulfilment/trend")),
                slowest(() -> count(owner, made.id())));
            System.out.println(json.writeValueAsString(outcome));
            return 0;
        }
    }

    private interface Asking {
        Object ask() throws Exception;
    }

    /** Milliseconds of the slowest of the rounds after the first. */
    private static BigDecimal slowest(Asking asking) throws Exception {
        var times = new ArrayList<Long>();
        for (var round = 0; round <= ROUNDS; round++) {
            var start = System.nanoTime();
            asking.ask();
            if (round > 0) times.add(System.nanoTime() - start);
        }
        return SearchBench.millis(times, 100);
    }

    private static String script(String name, long community) throws java.io.IOException {
        return new ClassPathResource(name, DutyBench.class).getContentAsString(StandardCharsets.UTF_8).replace("{community}", Long.toString(community));
    }

    private static List<Long> staff(Connection owner, long community) throws SQLException {
        var found = new ArrayList<Long>();
        try (var select = owner.prepareStatement("select distinct staff_id from access.role_grant where community_id = ? order by 1")) {
            select.setLong(1, community);
            try (var row = select.executeQuery()) {
                while (row.next()) found.add(row.getLong(1));
            }
        }
        return found;
    }

    private static long count(Connection owner, long community) throws SQLException {
        try (var select = owner.prepareStatement("select count(*) from duty.task where community_id = ? and due_at > '2000-01-01'")) {
            select.setLong(1, community);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
