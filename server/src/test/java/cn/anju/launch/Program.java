package cn.anju.launch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Anju;
import cn.anju.Office;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * 真的安居，在另一个进程里，像 {@code ./anju} 那样启动。
 *
 * <p>The one that was built, where {@code ANJU_TEST_APP} names it ({@code ./anju test} does), else these classes.
 *
 * @param url of a server that is ready
 * @param log what it printed, errors included
 */
record Program(Process process, String url, Path log) implements AutoCloseable {

    private static final @Nullable String APP = System.getenv("ANJU_TEST_APP");

    static final String PASSWORD = "mu-ma-guo-he-2026";

    /** 一个命令的结局：退出码和它说的每一行。 */
    record Ended(int code, String output) {

        /** Nothing but one sentence, and an exit code that is not 0. */
        void isRefused(String... sentence) {
            assertThat(code).as(output).isEqualTo(1);
            assertThat(output.lines()).as(output).hasSize(1).first().asString().contains(sentence);
        }

        Ended isDone(String... said) {
            assertThat(code).as(output).isZero();
            assertThat(output).contains(said);
            return this;
        }
    }

    /** 做完一个命令。 */
    static Ended run(Map<String, String> environment, String... arguments) throws Exception {
        return run(List.of(), environment, arguments);
    }

    /** @param prefix what stands before {@code java}: another user, another namespace */
    static Ended run(List<String> prefix, Map<String, String> environment, String... arguments) throws Exception {
        var process = builder(prefix, environment, arguments).start();
        process.onExit().orTimeout(2, TimeUnit.MINUTES).exceptionally(_ -> {
            process.destroy();                         // a server that should have been refused
            return process;
        });
        var output = new String(process.getInputStream().readAllBytes());
        return new Ended(process.waitFor(), output);
    }

    /** 启动一个服务，等它就绪。 */
    static Program serve(List<String> prefix, Map<String, String> environment, Path data) throws Exception {
        var port = freePort();
        var log = Files.createTempFile("anju-server", ".log");
        var process = builder(prefix, environment, "start", "--data", data.toString(), "--port", Integer.toString(port)).redirectOutput(log.toFile()).start();
        for (var patience = 0; patience < 1800; patience++) {
            if (Files.readString(log).contains("安居已就绪")) return new Program(process, "http://localhost:" + port, log);
            assertThat(process.isAlive()).as("%s", Files.readString(log)).isTrue();
            Thread.sleep(100);
        }
        process.destroy();
        throw new AssertionError("the server did not start in three minutes: " + Files.readString(log));
    }

    Office admin() {
        return Office.signIn(url, JsonMapper.builder().build(), "admin", PASSWORD);
    }

    /** @return the exit code */
    int stop(String signal) throws Exception {
        Postmaster.signal(signal, process.pid());
        assertThat(process.waitFor(40, TimeUnit.SECONDS)).as("stops on %s", signal).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() throws Exception {
        if (process.isAlive()) stop("TERM");
        Files.deleteIfExists(log);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** An ordinary user: ourselves, or else {@code nobody}, or else whom a user namespace shows where root's files are private. */
    static List<String> ordinary() throws Exception {
        if (Folders.uid(Path.of("/proc/self")) != 0) return List.of();
        for (var prefix : List.of(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"),
                List.of("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")))
            if (canRun(prefix)) return prefix;
        return List.of();                              // root, who can become nobody else here
    }

    static boolean isOrdinary() throws Exception {
        return !ordinary().isEmpty() || Folders.uid(Path.of("/proc/self")) != 0;
    }

    /** The user number that {@link #ordinary} has outside of its namespace. */
    static int ordinaryUid() throws Exception {
        return ordinary().contains("--reuid=65534") ? 65534 : Folders.uid(Path.of("/proc/self"));
    }

    private static boolean canRun(List<String> prefix) throws Exception {
        var files = Stream.concat(Stream.of(java(), PostgresBinaries.in(Path.of("target").toRealPath()).resolve("bin/postgres").toString()),
            APP == null ? Stream.of(System.getProperty("java.class.path").split(":")) : Stream.of(APP)).toList();
        var command = new ArrayList<>(prefix);
        command.addAll(List.of("sh", "-c", "for file; do [ -r \"$file\" ] || exit 1; done", "sh"));
        command.addAll(files);
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static ProcessBuilder builder(List<String> prefix, Map<String, String> environment, String... arguments) {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(java(), "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        command.addAll(APP == null ? List.of("-cp", System.getProperty("java.class.path"), Anju.class.getName()) : List.of("-jar", APP));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("ANJU_"));
        builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "ANJU_ADMIN_PASSWORD", PASSWORD));
        builder.environment().putAll(environment);
        return builder;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin/java").toString();
    }
}
