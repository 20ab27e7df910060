package cn.anju.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;

/** 别人装的 PostgreSQL：Debian 包里的 15；没装这个包的机器上用自带的那个。 */
final class OutsidePostgres implements AutoCloseable {

    static final Login OWNER = new Login("owner", "owners-password");

    private final Path folder;
    private final Process process;
    private final int port;
    private final Login boss;

    private OutsidePostgres(Path folder, Process process, int port, Login boss) {
        this.folder = folder;
        this.process = process;
        this.port = port;
        this.boss = boss;
    }

    static OutsidePostgres start() throws Exception {
        var folder = Files.createTempDirectory("anju-outside").toRealPath();
        var home = Stream.of("/usr/lib/postgresql/15", "/usr/lib/postgresql/16", "/usr/lib/postgresql/17").map(Path::of).filter(Files::isDirectory)
            .findFirst().orElse(PostgresBinaries.in(Path.of("target").toRealPath()));
        var boss = new Login(Cluster.SUPERUSER, "the-boss-himself");
        var runAs = RunAs.chosen(folder, home);
        Cluster.create(folder.resolve("database"), home, runAs, Durability.RELAXED_FOR_TESTS, boss.password());
        var port = Postmaster.freePort();
        var process = new Postmaster(home, folder.resolve("database"), runAs, Durability.DURABLE, folder.resolve("postgres.log")).start(port);
        var outside = new OutsidePostgres(folder, process, port, boss);
        outside.run("postgres", "create role owner login createrole password 'owners-password'");
        return outside;
    }

    /** A new database of the owner's, as docs/operations.md says. */
    void create(String database) throws SQLException {
        create(database, "C.UTF-8");
    }

    void create(String database, String locale) throws SQLException {
        run("postgres", "create database %s owner owner encoding 'UTF8' locale '%s' template template0".formatted(database, locale));
    }

    void run(String database, String... statements) throws SQLException {
        try (var connection = boss.connect(url(database)); var statement = connection.createStatement()) {
            for (var each : statements) statement.execute(each);
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    int port() {
        return port;
    }

    /** What a user of this database sets for {@code ./anju}. */
    static Map<String, String> environment(String url) {
        return Map.of("ANJU_DB_URL", url, "ANJU_DB_USER", OWNER.user(), "ANJU_DB_PASSWORD", OWNER.password());
    }

    @Override
    public void close() throws InterruptedException, IOException {
        Postmaster.stop(process);
        Folders.delete(folder);
    }
}
