package cn.anju.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 内置的 PostgreSQL：数据在数据文件夹里，与单独装的一样牢靠。
 *
 * <p>Listens on 127.0.0.1 with passwords only. Started again by itself when it dies under the server, on the same
 * port; {@link #close} stops it cleanly. The caller holds the lock on the folder ({@link DataFolder}).
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private final Postmaster postmaster;
    private final int port;
    private final Login superuser;
    private final Database database;
    private volatile Process process;
    private volatile boolean closed;

    private EmbeddedPostgres(Postmaster postmaster, Process process, int port, Login superuser, Secrets secrets,
            Durability durability) {
        this.postmaster = postmaster;
        this.process = process;
        this.port = port;
        this.superuser = superuser;
        this.database = EmbeddedRoles.prepare(this, secrets, durability);
    }

    /** 启动数据文件夹里的数据库；还没有就先建一个。 */
    public static EmbeddedPostgres start(Path folder) {
        return start(folder, Durability.DURABLE, folder);
    }

    /**
     * The same with choices that only tests have.
     *
     * @param binaries where the programs are unpacked to (75 MB), so that several clusters can share them
     */
    public static EmbeddedPostgres start(Path folder, Durability durability, Path binaries) {
        try {
            Files.createDirectories(folder, Secrets.mode("rwx------"));
            Files.createDirectories(binaries);
            var data = folder.toRealPath();
            var secrets = new Secrets(data.resolve("secrets"));
            var superuser = new Login(Cluster.SUPERUSER, secrets.password(Cluster.SUPERUSER));
            var home = PostgresBinaries.in(binaries.toRealPath());
            var runAs = RunAs.chosen(data, home);
            var cluster = Cluster.at(data.resolve("database"), home, runAs, durability, superuser.password());
            var postmaster = new Postmaster(home, cluster, runAs, durability, data.resolve("postgres.log"));
            var port = Postmaster.freePort();
            var process = postmaster.start(port);
            try {
                var running = new EmbeddedPostgres(postmaster, process, port, superuser, secrets, durability);
                Thread.ofVirtual().name("postgres-watch").start(running::watch);
                return running;
            } catch (RuntimeException e) {
                Postmaster.stop(process);
                throw e;
            }
        } catch (IOException e) {
            throw Folders.unusable(folder, e.getMessage());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** The database {@code anju} with its two roles. */
    public Database database() {
        return database;
    }

    /** Role {@code postgres}: for roles, extensions and tests' own databases only. */
    public Login superuser() {
        return superuser;
    }

    public String url(String databaseName) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + databaseName;
    }

    /** Process id of the postmaster, another one after each restart. */
    public synchronized long pid() {
        return process.pid();
    }

    /** 正常停下：数据全部落盘。 */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) return;
            closed = true;
        }
        try {
            Postmaster.stop(process);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Leaves the database running without a watcher, as a killed server does. */
    void abandon() {
        closed = true;
    }

    private void watch() {
        var pause = Duration.ofMillis(250);
        try {
            while (true) {
                process.waitFor();
                synchronized (this) {
                    if (closed) return;
                    LOG.error("数据库进程意外退出，正在重新启动");
                    try {
                        process = postmaster.start(port);
                        pause = Duration.ofMillis(250);
                        LOG.warn("数据库已重新启动");
                    } catch (IOException | StartFailure e) {
                        LOG.error("数据库重启未成，稍后再试：{}", e.getMessage());
                        pause = pause.multipliedBy(2).compareTo(Duration.ofSeconds(15)) < 0
                            ? pause.multipliedBy(2) : Duration.ofSeconds(15);
                    }
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static IllegalStateException interrupted() {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while PostgreSQL was starting or stopping");
    }
}
