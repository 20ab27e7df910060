package cn.anju;

import cn.anju.launch.Database;
import cn.anju.launch.Durability;
import cn.anju.launch.EmbeddedPostgres;
import cn.anju.launch.Login;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** 故事用的数据库：每次测试只起一个；{@code ANJU_TEST_DB_URL} 指向外部服务器时用那里的（名字末尾是序号，并行的进程各占一个）。 */
public final class StoryDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** The administrator's password in stories. */
    public static final String PASSWORD = "安居故事里的密码";

    /** The same in each run: an external database may be used again. */
    private static final String KEY = "a-key-of-the-stories-and-of-nobody-else";

    private static Database database;
    private static JdbcClient owner;
    private static Path folder;

    /** Holds the lock as long as this process lives. */
    @SuppressWarnings("unused")
    private static Connection claim;

    /** The database all stories share, with both its roles. */
    public static synchronized Database shared() {
        if (database == null) database = start();
        return database;
    }

    /** 看得见全部小区的一方（表的主人），连接用完留着给下一次：建一个连接比多数查询都贵。 */
    public static synchronized JdbcClient owner() {
        if (owner == null) {
            var pool = new HikariConfig();
            pool.setJdbcUrl(shared().url());
            pool.setUsername(shared().owner().user());
            pool.setPassword(shared().owner().password());
            pool.setMinimumIdle(0);
            owner = JdbcClient.create(new HikariDataSource(pool));
        }
        return owner;
    }

    /** What PostgreSQL has complained of so far; nothing where the server is another's. */
    public static synchronized String log() throws IOException {
        shared();
        return System.getenv("ANJU_TEST_DB_URL") == null ? Files.readString(folder.resolve("postgres.log")) : "";
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var shared = shared();
        TestPropertyValues.of(
            "spring.datasource.url=" + shared.url(),
            "spring.datasource.username=" + shared.app().user(),
            "spring.datasource.password=" + shared.app().password(),
            "spring.flyway.url=" + shared.url(),
            "spring.flyway.user=" + shared.owner().user(),
            "spring.flyway.password=" + shared.owner().password(),
            "spring.flyway.placeholders.appRole=" + shared.app().user(),
            "anju.data=" + folder,
            "anju.key=" + KEY,
            "anju.admin-password=" + PASSWORD).applyTo(context);
    }

    /** Workers that run side by side share the server, not the database: each takes the first that nobody has locked. */
    private static int free(String url, Login owner) {
        try {
            for (var number = 1; ; number++) {
                claim = DriverManager.getConnection(url + number, owner.user(), owner.password());
                try (var statement = claim.createStatement(); var row = statement.executeQuery("select pg_try_advisory_lock(4711)")) {
                    row.next();
                    if (row.getBoolean(1)) return number;
                }
                claim.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("no database is left for this worker", e);
        }
    }

    private static Database start() {
        try {
            folder = Files.createTempDirectory("anju-story");
            var url = System.getenv("ANJU_TEST_DB_URL");
            if (url != null) {
                var owner = new Login(System.getenv("ANJU_TEST_DB_USER"), System.getenv("ANJU_TEST_DB_PASSWORD"));
                var number = free(url, owner);
                return Database.prepare(url + number, owner, new Login("anju_story_app" + number, "anju-story-app"));
            }
            var postgres = EmbeddedPostgres.start(folder, Durability.RELAXED_FOR_TESTS, Path.of(System.getProperty("java.io.tmpdir"), "anju-postgres"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                postgres.close();
                FileSystemUtils.deleteRecursively(folder.toFile());
            }));
            return postgres.database();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
