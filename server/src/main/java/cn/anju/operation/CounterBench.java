package cn.anju.operation;

import cn.anju.launch.Database;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./anju bench counter --clients 32 --seconds 20}：八个小区的收费台一秒能收多少笔，比同样的语句直接发给数据库慢多少。
 *
 * <p>Rooms are billed through HTTP first; then clients pay one household after the other through HTTP, everything switched
 * on, after a quarter of the time to warm up. First they never pause, which shows how many payments a second there can be;
 * then each begins one every {@code --pace} milliseconds, which is still far faster than any clerk and shows how long one
 * waits for a receipt when the machine is not asked for more than it can do. Right after that as many connections send the
 * statements of a payment ({@link CounterStatements}) without a pause for households that are left, into the same tables
 * under the same policies.
 */
@Component
class CounterBench implements Benchmark {

    private static final int COMMUNITIES = 8;
    private static final int ROOMS = 2_000;
    /** Between two payments of one counter, in milliseconds. */
    private static final int PACE = 500;

    private final Verification verification;
    private final Environment environment;
    private final JsonMapper json;

    CounterBench(Verification verification, Environment environment, JsonMapper json) {
        this.verification = verification;
        this.environment = environment;
        this.json = json;
    }

    /** 一户欠着的账单。 */
    record Household(long community, long room, String code, List<Long> bills, BigDecimal due) {}

    private record Measured(List<Long> nanos, long elapsed) {

        BigDecimal perSecond() {
            return BigDecimal.valueOf(nanos.size()).multiply(BigDecimal.valueOf(1_000_000_000L)).divide(BigDecimal.valueOf(elapsed), 1, RoundingMode.HALF_UP);
        }

        BigDecimal millis(int percent) {
            var sorted = nanos.stream().sorted().toList();
            var nano = sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
            return BigDecimal.valueOf(nano, 6).setScale(1, RoundingMode.HALF_UP);
        }
    }

    /**
     * The last line: what was measured, as JSON numbers.
     *
     * @param p99Millis through HTTP without a pause, beside it {@code limitP99Millis}, the same of the bare statements
     * @param pacedP99Millis through HTTP at {@code pacedPerSecond}, counted from the moment the payment was meant to begin
     */
    private record Outcome(@JsonFormat(shape = Shape.NUMBER) BigDecimal paymentsPerSecond, @JsonFormat(shape = Shape.NUMBER) BigDecimal limitPerSecond,
                           @JsonFormat(shape = Shape.NUMBER) BigDecimal ratio, @JsonFormat(shape = Shape.NUMBER) BigDecimal p50Millis,
                           @JsonFormat(shape = Shape.NUMBER) BigDecimal p99Millis, @JsonFormat(shape = Shape.NUMBER) BigDecimal limitP50Millis,
                           @JsonFormat(shape = Shape.NUMBER) BigDecimal limitP99Millis, @JsonFormat(shape = Shape.NUMBER) BigDecimal pacedPerSecond,
                           @JsonFormat(shape = Shape.NUMBER) BigDecimal pacedP50Millis, @JsonFormat(shape = Shape.NUMBER) BigDecimal pacedP99Millis) {}

    @Override
    public String name() {
        return "counter";
    }

    @Override
    public int run(Database database, List<String> arguments) throws Exception {
        var clients = BenchCommand.number(arguments, "--clients", 32);
        var seconds = BenchCommand.number(arguments, "--seconds", 20);
        var rooms = BenchCommand.number(arguments, "--rooms", ROOMS);
        var pace = BenchCommand.number(arguments, "--pace", PACE);
        var url = "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
        try (var owner = database.connectAsOwner()) {
            var communities = new ArrayList<Long>();
            for (var i = 0; i < COMMUNITIES; i++) {
                var made = BenchCommunity.make(owner, rooms);
                made.bill(owner, url, json);
                communities.add(made.id());
            }
            BenchCommunity.run(owner, "analyze");
            var token = BenchDesk.token(owner, communities, "cashier.shift", "cashier.receive", "cashier.waive", "cashier.read");
            var desk = new BenchDesk(url, token, json);
            for (var community : communities) desk.post("/api/communities/" + community + "/shifts", "{}");
            var waiting = new ArrayList<ConcurrentLinkedQueue<Household>>();
            for (var community : communities) waiting.add(new ConcurrentLinkedQueue<>(households(owner, community)));
            System.out.printf("%d 个小区，各 %d 户，%d 个收费台，%d 秒%n", COMMUNITIES, waiting.getFirst().size(), clients, seconds);
            Opening http = client -> {
                var browser = HttpClient.newHttpClient();
                return household -> pay(browser, url, token, household);
            };
            measure(clients, 0, seconds / 4 + 1, waiting, http);
            var paid = measure(clients, 0, seconds, waiting, http);
            var paced = measure(clients, pace, seconds, waiting, http);
            var limit = measure(clients, 0, seconds, waiting, client -> new CounterStatements(database.connectAsApp()));
            System.out.printf("经 HTTP 不停地收了 %d 笔，每台每 %d 毫秒一笔收了 %d 笔，直接发语句 %d 笔%n", paid.nanos().size(), pace,
                paced.nanos().size(), limit.nanos().size());
            var differences = verification.run(database, System.out);
            System.out.println(json.writeValueAsString(new Outcome(paid.perSecond(), limit.perSecond(),
                paid.perSecond().divide(limit.perSecond().max(BigDecimal.ONE), 2, RoundingMode.HALF_UP), paid.millis(50), paid.millis(99),
                limit.millis(50), limit.millis(99), paced.perSecond(), paced.millis(50), paced.millis(99))));
            return differences == 0 ? 0 : 1;
        }
    }

    /** 收一户。 */
    interface Till extends AutoCloseable {
        void pay(Household household) throws Exception;

        @Override
        default void close() throws Exception {}
    }

    /** 开一个收费台。 */
    private interface Opening {
        Till open(int client) throws Exception;
    }

    /**
     * Each client works at one community until the time is over or nobody is left who owes.
     *
     * @param pace milliseconds from the beginning of one payment to that of the next, the counters one after the other; a
     *     payment that has to wait for the one before it has its waiting counted. 0: without a pause
     */
    private static Measured measure(int clients, int pace, int seconds, List<ConcurrentLinkedQueue<Household>> waiting, Opening opening) throws Exception {
        var tills = new ArrayList<Till>();
        for (var client = 0; client < clients; client++) tills.add(opening.open(client));
        var nanos = new ConcurrentLinkedQueue<Long>();
        var start = System.nanoTime();
        var end = start + seconds * 1_000_000_000L;
        try (var pool = Executors.newFixedThreadPool(clients)) {
            var works = new ArrayList<Callable<Void>>();
            for (var client = 0; client < clients; client++) {
                var till = tills.get(client);
                var queue = waiting.get(client % waiting.size());
                var first = start + client * pace * 1_000_000L / clients;
                works.add(() -> {
                    for (var turn = 0L; System.nanoTime() < end; turn++) {
                        var household = queue.poll();
                        if (household == null) break;
                        var from = pace == 0 ? System.nanoTime() : first + turn * pace * 1_000_000L;
                        TimeUnit.NANOSECONDS.sleep(from - System.nanoTime());
                        till.pay(household);
                        nanos.add(System.nanoTime() - from);
                    }
                    return null;
                });
            }
            for (var work : pool.invokeAll(works)) work.get();
        } finally {
            for (var till : tills) till.close();
        }
        return new Measured(List.copyOf(nanos), System.nanoTime() - start);
    }

    private void pay(HttpClient http, String url, String token, Household household) throws Exception {
        var body = """
            {"roomCode": "%s", "tenders": [{"method": "CASH", "amount": "%s"}], "lateFee": "WAIVE", "waiverReason": "测速", "billIds": %s}
            """.formatted(household.code(), household.due(), household.bills());
        var answer = http.send(HttpRequest.newBuilder(URI.create(url + "/api/communities/" + household.community() + "/payments"))
            .header("Content-Type", "application/json").header("Authorization", "Bearer " + token).header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }

    private static List<Household> households(Connection owner, long community) throws SQLException {
        var found = new ArrayList<Household>();
        try (var select = owner.prepareStatement("""
                select r.id, r.code, array_agg(b.id order by b.id), sum(b.outstanding)
                  from billing.bill b join estate.room r on r.community_id = b.community_id and r.id = b.room_id
                 where b.community_id = ? and b.outstanding > 0 and b.payer = 'OWNER' group by r.id, r.code
                """)) {
            select.setLong(1, community);
            try (var row = select.executeQuery()) {
                while (row.next()) found.add(new Household(community, row.getLong(1), row.getString(2), List.of((Long[]) row.getArray(3).getArray()), row.getBigDecimal(4)));
            }
        }
        return found;
    }
}
