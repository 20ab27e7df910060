package cn.anju.launch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Anju;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 收着款时杀掉程序、杀掉数据库、一起杀掉、整个冻住再复制：已答复的一笔不丢、不重，没答复的重发有定论，账平，号不断。
 *
 * <p>R18, with real processes. Three rounds and two copies here; {@code -Danju.crash.rounds=50} and
 * {@code -Danju.crash.copies=20} are the long form (with {@code -Djunit.jupiter.execution.timeout.mode=disabled}).
 */
class CrashTest {

    private static final int ROUNDS = Integer.getInteger("anju.crash.rounds", 3);
    private static final int COPIES = Integer.getInteger("anju.crash.copies", 2);
    private static final Duration LONGEST_START = Duration.ofSeconds(Integer.getInteger("anju.crash.start", 120));
    private static final Path BINARIES = Path.of("target");

    private static final Logger LOG = LoggerFactory.getLogger(CrashTest.class);

    enum Fault { SERVER, DATABASE, BOTH }

    @TempDir
    static Path temporary;

    private static Path data;
    private static int port;
    private static Process server;
    private static String token;
    private Payments payments;

    @BeforeAll
    static void open() throws Exception {
        data = temporary.resolve("数 据");
        port = Program.freePort();
        startServer();
        token = Payments.token(Database.ofServer(data).orElseThrow());
        var payments = new Payments(url(), token);
        assertThat(payments.post("/rooms", """
            {"building": "1", "number": "101", "kind": "HOUSE", "grossArea": "90", "status": "SELF_USED", "handoverOn": "2020-01-01"}
            """)).isEqualTo(201);
        assertThat(payments.post("/shifts", "{}")).isEqualTo(201);
    }

    @BeforeEach
    void begin() {
        payments = new Payments(url(), token);
    }

    @AfterAll
    static void close() throws Exception {
        server.destroy();
        if (server.waitFor(30, TimeUnit.SECONDS)) return;
        for (var process : processes()) process.destroyForcibly();
    }

    @Test
    void R18_收着款时怎么杀都不丢不重() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var fault = Fault.values()[round % 3];
            whilePaying(() -> {
                payed(20);
                strike(fault);
                if (fault != Fault.DATABASE) startServer();
                payed(5);
            });
            payments.sendAgain();
            var found = payments.compare(Payments.stored(Database.ofServer(data).orElseThrow()), payments.acknowledged);
            assertThat(found.lost()).as("lost after %s, round %d", fault, round).isEmpty();
            assertThat(found.doubled()).as("doubled after %s, round %d", fault, round).isEmpty();
            assertThat(found.unknown()).as("unknown after %s, round %d", fault, round).isEmpty();
            LOG.info("R18: round {}, {}: {} payments, 0 lost, 0 doubled, 0 unknown", round, fault, payments.sent.size());
        }
        var verify = anju("verify", "--data", data.toString());
        var output = new String(verify.getInputStream().readAllBytes());
        assertThat(verify.waitFor()).as(output).isZero();
        assertThat(output).contains("OK 收据号连续无缺", "OK 每张凭证借贷相等");
    }

    /** R1's counter-run: with the disk's promise taken away the same experiment must find what was lost. */
    @Test
    void R1_提交不等落盘_丢了的当场看得见() throws Exception {
        loosen("alter database anju set synchronous_commit = off", "\nwal_writer_delay = 10000\n");
        var lost = new TreeSet<String>();
        for (var round = 0; round < 5 && lost.isEmpty(); round++) {
            begin();
            whilePaying(() -> {
                payed(20);
                killDatabase();
                payed(5);
            });
            lost.addAll(payments.compare(Payments.stored(Database.ofServer(data).orElseThrow()), payments.acknowledged).lost());
        }
        loosen("alter database anju reset synchronous_commit", "\nwal_writer_delay = 200\n");
        assertThat(lost).isNotEmpty();
        LOG.info("R1: {} of the acknowledged were lost without synchronous_commit", lost.size());
    }

    /** Tells the database, and kills it so that nobody stays connected under the old rule. */
    private void loosen(String sql, String configuration) throws Exception {
        try (var owner = Database.ofServer(data).orElseThrow().connectAsOwner(); var statement = owner.createStatement()) {
            statement.execute("set synchronous_commit = on");      // the order itself must not be among what is lost
            statement.execute(sql);
        }
        Files.writeString(data.resolve("database/postgresql.auto.conf"), configuration, StandardOpenOption.APPEND);
        killDatabase();
        begin();
        whilePaying(() -> payed(5));
    }

    /** All its processes at once: none of them can write what it still has in memory. */
    private static void killDatabase() throws IOException {
        for (var process : processes()) if (process.pid() != server.pid()) process.destroyForcibly();
    }

    @Test
    void R18_冻住时的拷贝_起得来_已答复的都在() throws Exception {
        for (var round = 0; round < COPIES; round++) {
            var copy = temporary.resolve("拷贝 " + round);
            var before = new ArrayList<Set<String>>();
            whilePaying(() -> {
                payed(20);
                before.add(frozen(copy));
            });
            Files.delete(copy.resolve("database/postmaster.pid"));     // names the one that still runs on the original
            try (var restarted = EmbeddedPostgres.start(copy, Durability.DURABLE, BINARIES)) {
                assertThat(payments.compare(Payments.stored(restarted.database()), before.getFirst()).lost()).as("copy %d", round).isEmpty();
            }
            Folders.delete(copy);
        }
    }

    /** A copy as a power cut would leave it on an honest disk. @return what had been acknowledged by then */
    private Set<String> frozen(Path copy) throws Exception {
        var frozen = processes();
        for (var process : frozen) Postmaster.signal("STOP", process.pid());
        try {
            assertThat(new ProcessBuilder("cp", "-a", data.toString(), copy.toString()).start().waitFor()).isZero();
            return Set.copyOf(payments.acknowledged);
        } finally {
            for (var process : frozen) Postmaster.signal("CONT", process.pid());
        }
    }

    @Test
    void 核对的人不瞎_少一笔多一笔没下落都看得见() throws Exception {
        payments.payOnce();
        payments.payOnce();
        assertThat(payments.acknowledged).hasSize(2);
        var stored = Payments.stored(Database.ofServer(data).orElseThrow());
        var keys = List.copyOf(payments.acknowledged);
        stored.remove(keys.getFirst());
        stored.computeIfPresent(keys.getLast(), (key, one) -> new Payments.Stored(2, one.amount().add(one.amount())));
        payments.sent.put("never-answered", BigDecimal.ONE);
        assertThat(payments.compare(stored, payments.acknowledged)).isEqualTo(
            new Payments.Findings(Set.of(keys.getFirst()), Set.of(keys.getLast()), Set.of("never-answered")));
    }

    private interface Work {
        void run() throws Exception;
    }

    private void whilePaying(Work work) throws Exception {
        var stop = new AtomicBoolean();
        try (var clients = Executors.newFixedThreadPool(4)) {
            for (var i = 0; i < 4; i++) clients.submit(() -> {
                while (!stop.get()) if (!payments.payOnce()) Thread.sleep(300);
                return null;
            });
            try {
                work.run();
            } finally {
                stop.set(true);
            }
        }
    }

    /** Waits for so many more acknowledgements; nothing for a minute is a failure. */
    private void payed(int more) throws InterruptedException {
        var wanted = payments.acknowledged.size() + more;
        for (var patience = 0; payments.acknowledged.size() < wanted; patience++) {
            assertThat(patience).as("nothing is acknowledged any more").isLessThan(1200);
            Thread.sleep(50);
        }
    }

    private void strike(Fault fault) throws Exception {
        var postmaster = Long.parseLong(Files.readAllLines(data.resolve("database/postmaster.pid")).getFirst());
        switch (fault) {
            case SERVER -> server.destroyForcibly();
            case DATABASE -> Postmaster.signal("KILL", postmaster);
            case BOTH -> {
                for (var process : processes()) process.destroyForcibly();
            }
        }
        if (fault != Fault.DATABASE) server.waitFor();
    }

    /** The server and all processes of its database. */
    private static List<ProcessHandle> processes() throws IOException {
        var cluster = data.toRealPath().resolve("database");
        var all = new ArrayList<>(List.of(server.toHandle()));
        ProcessHandle.allProcesses().filter(process -> {
            try {
                return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")).equals(cluster);
            } catch (IOException e) {
                return false;                          // gone meanwhile, or another user's
            }
        }).forEach(all::add);
        return all;
    }

    private static void startServer() throws Exception {
        server = anju("start", "--data", data.toString(), "--port", Integer.toString(port));
        var http = HttpClient.newHttpClient();
        var began = System.nanoTime();
        while (System.nanoTime() - began < LONGEST_START.toNanos()) {
            assertThat(server.isAlive()).as("the server starts").isTrue();
            try {
                http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/session")).timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.discarding());
                if (Database.ofServer(data).isPresent()) {
                    LOG.info("R18: up after {} ms", (System.nanoTime() - began) / 1_000_000);
                    return;
                }
            } catch (IOException e) {
                // Nobody listens yet.
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the server did not start within " + LONGEST_START);
    }

    private static String url() {
        return "http://127.0.0.1:" + port + "/api/communities/1";
    }

    private static Process anju(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx512m", "-XX:TieredStopAtLevel=1",
            "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-cp", System.getProperty("java.class.path"), Anju.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (!arguments[0].equals("verify")) builder.redirectOutput(Path.of("target/crash-test.log").toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("ANJU_ADMIN_PASSWORD", "安居故事里的密码");
        return builder.start();
    }
}
