package cn.anju.launch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * 一个 postgres 主进程：启动、等它就绪、停下，清理上次没有停好的。
 *
 * <p>In a session of its own, so that a Ctrl-C in the terminal reaches the server first and the database last.
 */
final class Postmaster {

    private static final Duration REFUSED_FOR = Duration.ofSeconds(30);
    private static final Duration RECOVERS_FOR = Duration.ofMinutes(15);
    private static final Duration STOPS_FOR = Duration.ofMinutes(5);
    private static final int LOG_LIMIT = 10 << 20;

    private final Path home;
    private final Path cluster;
    private final RunAs runAs;
    private final Durability durability;
    private final Path log;

    Postmaster(Path home, Path cluster, RunAs runAs, Durability durability, Path log) {
        this.home = home;
        this.cluster = cluster;
        this.runAs = runAs;
        this.durability = durability;
        this.log = log;
    }

    /** Starts and waits until connections are taken; crash recovery included. */
    Process start(int port) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + REFUSED_FOR.toNanos();
        while (true) {
            clearLeftovers();
            var logged = Files.exists(log) ? Files.size(log) : 0;
            var process = launch(port);
            try {
                if (isReady(process)) return process;
            } catch (InterruptedException e) {
                stop(process);                         // told to stop in the middle of the start
                throw e;
            }
            var said = loggedSince(logged);
            // After kill -9 of the postmaster alone its children hold the shared memory for a moment.
            if (!isPassing(said) || System.nanoTime() > deadline)
                throw new StartFailure("数据库启动不了：%s（详见 %s）", Cluster.lastLine(said), log);
            Thread.sleep(250);
        }
    }

    /** Fast shutdown: clients are cut off, everything is written; then nothing is left to recover. */
    static void stop(Process process) throws InterruptedException {
        signal("INT", process.pid());
        if (process.waitFor(STOPS_FOR.toSeconds(), TimeUnit.SECONDS)) return;
        signal("QUIT", process.pid());
        process.waitFor(10, TimeUnit.SECONDS);
    }

    /** A port of 127.0.0.1 that nobody listens on at this moment. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A process that inherits nothing: no locale, no PG variables, no working directory. */
    static ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }

    private Process launch(int port) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT)
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        if (!Files.exists(log)) Files.createFile(log, Secrets.mode("rw-------"));
        var command = new ArrayList<>(List.of("setsid", home.resolve("bin/postgres").toString(), "-D", cluster.toString()));
        for (var setting : settings(port)) command.addAll(List.of("-c", setting));
        return builder(runAs.command(command)).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    }

    /** On the command line, where no configuration file can overrule them. */
    private List<String> settings(int port) {
        var settings = new ArrayList<>(List.of(
            "listen_addresses=127.0.0.1", "port=" + port, "unix_socket_directories=", "password_encryption=scram-sha-256",
            "timezone=Asia/Shanghai", "log_timezone=Asia/Shanghai",
            "max_connections=140", "shared_buffers=128MB", "work_mem=8MB", "maintenance_work_mem=64MB",
            "effective_cache_size=512MB", "max_wal_size=2GB", "checkpoint_timeout=15min", "jit=off",
            // A first import fills empty tables; until they are counted, plans are made for one row.
            "autovacuum_naptime=10s",
            // Personal data stays out of the log: no statements, no "Key (phone)=(…)" details.
            "log_min_error_statement=panic", "log_error_verbosity=terse"));
        settings.addAll(durability.settings());
        return settings;
    }

    private boolean isReady(Process process) throws InterruptedException {
        var deadline = System.nanoTime() + RECOVERS_FOR.toNanos();
        while (System.nanoTime() < deadline) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) return false;
            var status = pidFile();
            if (status.size() > 7 && status.getFirst().equals(Long.toString(process.pid()))
                && status.get(7).strip().equals("ready")) return true;
        }
        process.destroy();
        throw new StartFailure("数据库 %d 分钟后仍未就绪，详见 %s", RECOVERS_FOR.toMinutes(), log);
    }

    /** Whoever still works in this cluster belongs to a server that is gone: its lock on the data folder is ours. */
    private void clearLeftovers() throws IOException, InterruptedException {
        var pid = pidFile().isEmpty() ? "" : pidFile().getFirst();
        var leftovers = processes();
        for (var process : leftovers) if (Long.toString(process.pid()).equals(pid)) signal("INT", process.pid());
        for (var patience = 0; patience < 1200 && !processes().isEmpty(); patience++) Thread.sleep(25);
        for (var process : processes()) process.destroyForcibly();
        for (var patience = 0; patience < 200 && !processes().isEmpty(); patience++) Thread.sleep(25);
        // Nobody works here, yet some process has that number: after a reboot another one has got it.
        if (!pid.isEmpty() && ProcessHandle.of(Long.parseLong(pid)).isPresent() && processes().isEmpty())
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
    }

    /** PostgreSQL's processes all have the cluster as working directory. */
    private List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses().filter(process -> {
            try {
                return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")).equals(cluster);
            } catch (IOException e) {
                return false;                          // gone meanwhile, or another user's
            }
        }).toList();
    }

    private List<String> pidFile() {
        try {
            return Files.readAllLines(cluster.resolve("postmaster.pid"));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean isPassing(String said) {
        return said.contains("shared memory block") || said.contains("lock file \"postmaster.pid\"")
            || said.contains("Address already in use");
    }

    private String loggedSince(long position) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.min(position, file.length()));
            var bytes = new byte[(int) Math.min(file.length() - file.getFilePointer(), 1 << 16)];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    static void signal(String name, long pid) throws InterruptedException {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("cannot run sh", e);
        }
    }
}
