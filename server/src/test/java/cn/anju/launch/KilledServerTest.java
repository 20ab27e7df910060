package cn.anju.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import cn.anju.Office;
import cn.anju.Seed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 真的程序：出账时被杀，再来一样的行；收着款时请它停，收下的都答复了才走；磁盘写满，腾出来就好。
 *
 * <p>R5, R15 and R11. {@code -Danju.kill.rounds=20 -Danju.kill.rooms=10000} is the long form.
 */
class KilledServerTest {

    private static final int ROUNDS = Integer.getInteger("anju.kill.rounds", 1);
    private static final int ROOMS = Integer.getInteger("anju.kill.rooms", 800);
    private static final YearMonth NOW = YearMonth.now(ZoneId.of("Asia/Shanghai"));

    @TempDir
    Path temporary;

    private Path data;
    private Program server;
    private Payments payments;

    @AfterEach
    void stop() throws Exception {
        if (server != null) server.close();
    }

    @Test
    void R5_出账和发布时杀掉程序_再来一样的行一样的合计_六十秒内做完() throws Exception {
        var random = new Random(Seed.next());
        start(List.of());
        var calm = village();
        var struck = village();
        for (var round = 0; round < ROUNDS; round++) {
            var month = NOW.minusMonths(ROUNDS - round);
            var usual = path(calm, "bill-runs/" + server.admin().post(path(calm, "bill-runs"), Map.of("month", month.toString())).expect(202).id());
            server.admin().waitWhile(usual, "calculating");
            server.admin().post(usual + "/publish", Map.of()).expect(200);

            var office = server.admin();
            var run = path(struck, "bill-runs/" + office.post(path(struck, "bill-runs"), Map.of("month", month.toString())).expect(202).id());
            assertThat(office.get(run).at("/state")).as("killed too late").isEqualTo("calculating");
            TimeUnit.MILLISECONDS.sleep(random.nextInt(50));
            var began = killAndStart();
            assertThat(server.admin().waitWhile(run, "calculating").at("/state")).isEqualTo("draft");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));

            try (var clerk = Executors.newSingleThreadExecutor()) {
                var signedIn = server.admin();
                var publishing = clerk.submit(() -> signedIn.post(run + "/publish", Map.of()).status());
                TimeUnit.MILLISECONDS.sleep(random.nextInt(150));
                killAndStart();
                assertThat(publishing.isDone() || clerk.shutdownNow().isEmpty()).isTrue();
            }
            if (server.admin().get(run).at("/state").equals("draft")) server.admin().post(run + "/publish", Map.of()).expect(200);
            assertThat(lines(struck, month)).hasSize(2 * ROOMS).isEqualTo(lines(calm, month));
            assertThat(server.admin().get(path(struck, "ledger/trial-balance")).expect(200).text())
                .isEqualTo(server.admin().get(path(calm, "ledger/trial-balance")).expect(200).text());
        }
        verified();
    }

    @Test
    void R15_收着款时请它停_收下的都答复_干净地停_再启动无需恢复() throws Exception {
        start(List.of());
        counter();
        var stopping = new long[1];
        whilePaying(() -> {
            taken(60);
            stopping[0] = System.nanoTime();
            assertThat(server.stop("TERM")).isIn(0, 143);
        });
        assertThat(Duration.ofNanos(System.nanoTime() - stopping[0])).isLessThan(Duration.ofSeconds(30));
        assertThat(Files.readString(data.resolve("postgres.log"))).contains("database system is shut down");
        Files.writeString(data.resolve("postgres.log"), "");
        start(List.of());
        assertThat(Files.readString(data.resolve("postgres.log"))).doesNotContain("automatic recovery");
        var stored = Payments.stored(Database.ofServer(data).orElseThrow());
        assertThat(stored.keySet()).as("what was taken was answered").isEqualTo(Set.copyOf(payments.acknowledged));
        assertThat(payments.compare(stored, payments.acknowledged).lost()).isEmpty();
        verified();
    }

    @Test
    void R11_数据盘写满_说清没有记上_腾出来就好_不丢不重() throws Exception {
        var disk = Files.createDirectory(temporary.resolve("小盘"));
        var mounted = List.of("unshare", "--mount", "--map-root-user", "sh", "-c", "mount -t tmpfs -o size=300m none \"$0\" && exec \"$@\"", disk.toString());
        assumeThat(new ProcessBuilder(Stream.concat(mounted.stream(), Stream.of("true")).toList()).start().waitFor()).as("may mount").isZero();
        data = disk.resolve("数据");
        server = Program.serve(mounted, Map.of("ANJU_ADMIN_PASSWORD", Program.PASSWORD), data);
        var inside = Path.of("/proc/%d/root%s".formatted(server.process().pid(), disk));
        data = inside.resolve("数据");
        counter();
        whilePaying(() -> {
            taken(20);
            var filler = inside.resolve("占满");
            fill(filler);
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                fill(filler);                                     // what PostgreSQL gives back on its way
                return payments.answers.containsValue(507);
            });
            Files.delete(filler);
            var freed = System.nanoTime();
            taken(1);
            assertThat(Duration.ofNanos(System.nanoTime() - freed)).isLessThan(Duration.ofSeconds(30));
            taken(20);
        });
        payments.sendAgain();
        var found = payments.compare(Payments.stored(Database.ofServer(data).orElseThrow()), payments.acknowledged);
        assertThat(found).isEqualTo(new Payments.Findings(Set.of(), Set.of(), Set.of()));
        verified();
    }

    private void start(List<String> prefix) throws Exception {
        data = temporary.resolve("数据");
        server = Program.serve(prefix, Map.of("ANJU_ADMIN_PASSWORD", Program.PASSWORD), data);
    }

    /** @return the moment of the new start */
    private long killAndStart() throws Exception {
        server.process().destroyForcibly().waitFor();
        var began = System.nanoTime();
        start(List.of());
        return began;
    }

    /** A community with many rooms, one tariff by area and one fixed. */
    private long village() {
        var office = server.admin();
        var community = office.newCommunity("出账小区", NOW.minusMonths(ROUNDS).atDay(1).toString());
        var rows = new StringBuilder("楼栋,单元,楼层,房号,房屋类型,建筑面积(㎡),房屋状态,业主姓名,联系电话,交房日期\n");
        for (var row = 0; row < ROOMS; row++) rows.append("%d,1,%d,%d%02d,住宅,%d.5,自住,业主%d,,2020-01-01\n".formatted(row / 400 + 1, row / 20 % 20 + 1, row / 20 % 20 + 1, row % 20 + 1, 60 + row % 70, row));
        var id = office.upload(path(community, "imports/roster"), "名册.csv", rows.toString().getBytes(StandardCharsets.UTF_8)).expect(202).id();
        assertThat(office.waitWhile(path(community, "imports/" + id), "running").at("/created")).isEqualTo(String.valueOf(ROOMS));
        for (var rule : List.of("BY_AREA", "FIXED"))
            office.post(path(community, "tariffs"), Map.of("code", rule, "chargeItem", rule, "rule", rule, "roomKinds", List.of("HOUSE"), "price", "2.35", "isYearly", false,
                "from", NOW.minusMonths(ROUNDS).atDay(1).toString(), "dueDay", 25, "isDeveloperCharged", false, "cycle", "MONTH")).expect(201);
        return community;
    }

    private List<String> lines(long community, YearMonth month) {
        return server.admin().get(path(community, "bills.csv?month=" + month)).expect(200).text().lines().skip(1).toList();
    }

    private void counter() throws Exception {
        payments = new Payments(server.url() + "/api/communities/1", Payments.token(Database.ofServer(data).orElseThrow()));
        assertThat(payments.post("/rooms", "{\"building\": \"1\", \"number\": \"101\", \"kind\": \"HOUSE\", \"grossArea\": \"90\", \"status\": \"SELF_USED\", \"handoverOn\": \"2020-01-01\"}"))
            .isEqualTo(201);
        assertThat(payments.post("/shifts", "{}")).isEqualTo(201);
    }

    private interface Work {
        void run() throws Exception;
    }

    private void whilePaying(Work work) throws Exception {
        var stop = new AtomicBoolean();
        try (var clients = Executors.newFixedThreadPool(4)) {
            for (var i = 0; i < 4; i++) clients.submit(() -> {
                while (!stop.get()) if (!payments.payOnce()) Thread.sleep(200);
                return null;
            });
            try {
                work.run();
            } finally {
                stop.set(true);
            }
        }
    }

    private void taken(int more) {
        var wanted = payments.acknowledged.size() + more;
        await("payments are taken").atMost(Duration.ofSeconds(60)).until(() -> payments.acknowledged.size() >= wanted);
    }

    /** Until not a byte more goes in. */
    private static void fill(Path file) throws IOException {
        try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            pour(out);
        }
    }

    private static void pour(OutputStream out) {
        var sizes = List.of(1 << 20, 1 << 12);
        for (var size : sizes) {
            try {
                while (true) out.write(new byte[size]);
            } catch (IOException e) {
                // Full, in pieces of this size.
            }
        }
    }

    /** The program's own check of every invariant, on the running server. */
    private void verified() {
        var office = server.admin();
        var before = office.get("/api/verification").expect(200).at("/runs/0/id");
        office.post("/api/verification", Map.of()).expect(202);
        await().atMost(Duration.ofMinutes(1)).until(() -> !office.get("/api/verification").expect(200).at("/runs/0/id").equals(before));
        assertThat(office.get("/api/verification").at("/runs/0/differences")).isEqualTo("0");
    }

    private static String path(long community, String rest) {
        return "/api/communities/" + community + "/" + rest;
    }
}
