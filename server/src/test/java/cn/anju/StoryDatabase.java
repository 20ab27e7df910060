package cn.anju;

import cn.anju.launch.Database;
import cn.anju.launch.Durability;
import cn.anju.launch.EmbeddedPostgres;
import cn.anju.launch.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** 故事用的数据库：每次测试只起一个；{@code ANJU_TEST_DB_URL} 指向外部服务器时用那里的（每个并行的进程一个，名字末尾是它的序号）。 */
public final class StoryDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** The administrator's password in stories. */
    public static final String PASSWORD = "安居故事里的密码";

    private static Database database;
    private static Path folder;

    /** The database all stories share, with both its roles. */
    public static synchronized Database shared() {
        if (database == null) database = start();
        return database;
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
            "anju.admin-password=" + PASSWORD).applyTo(context);
    }

    /** Workers that run side by side share the server, not the database. */
    private static String worker() {
        return System.getProperty("anju.worker", "1");
    }

    private static Database start() {
        try {
            folder = Files.createTempDirectory("anju-story");
            var url = System.getenv("ANJU_TEST_DB_URL");
            if (url != null)
                return Database.prepare(url + worker(), new Login(System.getenv("ANJU_TEST_DB_USER"), System.getenv("ANJU_TEST_DB_PASSWORD")),
                    new Login("anju_story_app" + worker(), "anju-story-app"));
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
