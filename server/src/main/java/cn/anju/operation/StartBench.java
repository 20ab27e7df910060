package cn.anju.operation;

import cn.anju.launch.Database;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./anju bench start [--rounds N]}：从 {@code ./anju start} 到第一页要多久，程序和数据库一共占多少内存。
 *
 * <p>A server of its own with {@value #ROOMS} rooms in a folder below the benchmark's, always on the embedded database.
 * Every round runs the script as a person would. Memory is the proportional share (PSS) of the
 * JVM and of all PostgreSQL processes, so that what they share counts once; in the last round also after billing them.
 */
@Component
class StartBench implements Benchmark {

    private static final int ROOMS = 5_000;
    private static final int ROUNDS = 5;

    private final Path folder;
    private final JsonMapper json;
    private final HttpClient http = HttpClient.newHttpClient();

    StartBench(@Value("${anju.data}") Path data, JsonMapper json) {
        this.folder = data.resolve("start");
        this.json = json;
    }

    @Override
    public String name() {
        return "start";
    }

    /** @param seconds from the command to the whole first page */
    private record Round(BigDecimal seconds, long javaKilobytes, long databaseKilobytes) {

        int megabytes() {
            return Math.toIntExact((javaKilobytes + databaseKilobytes) / 1024);
        }
    }

    /** The last line: the middle of all rounds, the slowest, and memory at the first page and after a bill run. */
    private record Outcome(int rooms, int rounds, @JsonFormat(shape = Shape.NUMBER) BigDecimal seconds,
                           @JsonFormat(shape = Shape.NUMBER) BigDecimal slowestSeconds, int megabytes, int javaMegabytes,
                           int databaseMegabytes, int megabytesAfterBillRun) {}

    @Override
    public int run(Database database, List<String> arguments) throws Exception {
        var rounds = BenchCommand.number(arguments, "--rounds", ROUNDS);
        FileSystemUtils.deleteRecursively(folder);
        start((server, round) -> {
            try (var owner = server.database().connectAsOwner()) {
                BenchCommunity.make(owner, ROOMS);
            }
        });
        var measured = new ArrayList<Round>();
        var afterwards = new ArrayList<Round>();
        for (var i = 1; i <= rounds; i++) {
            var isLast = i == rounds;
            start((server, round) -> {
                System.out.printf("%s 秒，程序 %d MB，数据库 %d MB%n", round.seconds(), round.javaKilobytes() / 1024, round.databaseKilobytes() / 1024);
                measured.add(round);
                if (isLast) {
                    try (var owner = server.database().connectAsOwner()) {
                        BenchCommunity.only(owner).bill(owner, server.url(), json);
                    }
                    afterwards.add(server.round(round.seconds()));
                }
            });
        }
        measured.sort((one, other) -> one.seconds().compareTo(other.seconds()));
        var middle = measured.get(measured.size() / 2);
        System.out.println(json.writeValueAsString(new Outcome(ROOMS, rounds, middle.seconds(), measured.getLast().seconds(), middle.megabytes(),
            Math.toIntExact(middle.javaKilobytes() / 1024), Math.toIntExact(middle.databaseKilobytes() / 1024), afterwards.getLast().megabytes())));
        return 0;
    }

    private interface Visit {
        void to(Server server, Round round) throws Exception;
    }

    private record Server(Process process, String url, Path folder) {

        /** Announced a moment after the first page. */
        Database database() throws InterruptedException {
            while (true) {
                var database = Database.ofServer(folder);
                if (database.isPresent()) return database.get();
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }

        Round round(BigDecimal seconds) throws IOException {
            var cluster = folder.toRealPath().resolve("database");
            long database = 0;
            try (var processes = ProcessHandle.allProcesses()) {
                for (var each : (Iterable<ProcessHandle>) processes::iterator) if (works(each, cluster)) database += kilobytes(each.pid());
            }
            return new Round(seconds, kilobytes(process.pid()), database);
        }

        private static boolean works(ProcessHandle process, Path cluster) {
            try {
                return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")).equals(cluster);
            } catch (IOException e) {
                return false;                              // gone meanwhile, or another user's
            }
        }

        private static long kilobytes(long pid) throws IOException {
            try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
                return lines.filter(line -> line.startsWith("Pss:")).map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong).findFirst().orElse(0);
            }
        }
    }

    private void start(Visit visit) throws Exception {
        var port = freePort();
        var builder = new ProcessBuilder(Path.of(System.getProperty("anju.home"), "anju").toString(), "start", "--data", folder.toString(),
            "--port", Integer.toString(port)).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("ANJU_"));
        builder.environment().put("ANJU_ADMIN_PASSWORD", UUID.randomUUID().toString());
        var start = System.nanoTime();
        var process = builder.start();
        try {
            var server = new Server(process, "http://127.0.0.1:" + port, folder);
            while (!answers(server.url())) {
                if (!process.isAlive()) throw new IllegalStateException("the server did not start in " + folder);
                TimeUnit.MILLISECONDS.sleep(10);
            }
            var seconds = BigDecimal.valueOf(System.nanoTime() - start, 9).setScale(2, RoundingMode.HALF_UP);
            visit.to(server, server.round(seconds));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private boolean answers(String url) throws InterruptedException {
        try {
            var page = http.send(HttpRequest.newBuilder(URI.create(url + "/")).build(), HttpResponse.BodyHandlers.ofString());
            return page.statusCode() == 200;
        } catch (IOException e) {
            return false;                                  // nobody listens yet
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
