package cn.anju.launch;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.aot.AotDetector;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * 从命令行到一个运行着的安居：锁住数据文件夹，打开数据库，启动 Spring，说出地址。
 *
 * <p>What can be missing or wrong ends as one sentence on stderr and exit code 1.
 */
public final class Launcher {

    /** The demo's administrator, unless ANJU_ADMIN_PASSWORD says otherwise; printed at each start. */
    private static final String DEMO_PASSWORD = "Anju-guanli-8";

    private final Class<?> application;
    private final Settings settings;
    private final Shutdown shutdown = new Shutdown();

    private Launcher(Class<?> application, Settings settings) {
        this.application = application;
        this.settings = settings;
    }

    /** @return the exit code of the process; a server returns only when it could not start */
    public static int run(Class<?> application, String... arguments) {
        var home = Path.of(System.getProperty("anju.home", "")).toAbsolutePath();
        try {
            var launcher = new Launcher(application, Settings.parse(List.of(arguments), System.getenv(), home));
            try {
                return Settings.isServer(launcher.settings.command()) ? launcher.serve() : launcher.command();
            } finally {
                launcher.shutdown.closeAll();
                launcher.shutdown.complete();
            }
        } catch (Throwable e) {
            return explained(e);
        }
    }

    private int serve() throws Exception {
        var folder = shutdown.first(DataFolder.lockOrRefuse(settings.data(), settings.command()));
        if (settings.fresh()) folder.empty();
        Ports.requireFree(settings.port());
        var opened = shutdown.first(Opened.by(folder, settings));
        var context = shutdown.first(context(opened.database(), WebApplicationType.SERVLET, settings.port()));
        folder.announce(settings.command(), url(), opened.database().url());
        if (settings.command().equals("demo")) perform(context, opened.database());
        shutdown.complete();
        System.out.println("安居已就绪：" + url());
        Thread.currentThread().join();
        return 0;
    }

    private int command() throws Exception {
        var opened = shutdown.first(Opened.forCommand(settings));
        // A benchmark runs what the server runs; the others need their own few beans and no port.
        var type = isShort() ? WebApplicationType.NONE : WebApplicationType.SERVLET;
        return perform(shutdown.first(context(opened.database(), type, 0)), opened.database());
    }

    private int perform(ConfigurableApplicationContext context, Database database) throws Exception {
        var command = context.getBeansOfType(Command.class).values().stream()
            .filter(each -> each.name().equals(settings.command())).findFirst()
            .orElseThrow(() -> new StartFailure("这个版本还没有命令 %s。", settings.command()));
        return command.run(database, settings.arguments());
    }

    private ConfigurableApplicationContext context(Database database, WebApplicationType type, int port) {
        var spring = new SpringApplication(application);
        if (type == WebApplicationType.SERVLET) prepared(spring);
        spring.setWebApplicationType(type);
        spring.setLazyInitialization(type == WebApplicationType.NONE);
        spring.setRegisterShutdownHook(false);
        spring.setLogStartupInfo(false);
        spring.addInitializers(new Told(properties(database, port)));
        try {
            return spring.run();
        } catch (RuntimeException e) {
            if (isOneSentence(e)) throw e;
            e.printStackTrace();
            if (root(e).contains("No space left on device")) throw Folders.unusable(settings.data(), root(e));
            throw new StartFailure("安居启动失败，原因见上面的日志：%s", root(e));
        }
    }

    /** The server takes its beans as they were worked out when the program was built; commands have other, fewer ones. */
    private void prepared(SpringApplication spring) {
        if (!ClassUtils.isPresent(application.getName() + "__ApplicationContextInitializer", null)) return;
        SpringProperties.setFlag(AotDetector.AOT_ENABLED);
        spring.setMainApplicationClass(application);
    }

    /** Before all other initializers: they ask which command it is. */
    private record Told(Map<String, Object> properties) implements ApplicationContextInitializer<ConfigurableApplicationContext>, PriorityOrdered {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("launcher", properties));
        }

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }
    }

    private Map<String, Object> properties(Database database, int port) {
        var properties = new HashMap<String, Object>();
        properties.put("anju.command", settings.command());
        properties.put("anju.data", settings.data().toString());
        properties.put("anju.url", url());
        properties.put("server.port", port);
        if (port == 0) properties.put("server.address", "127.0.0.1");
        properties.put("spring.datasource.url", database.url());
        properties.put("spring.datasource.username", database.app().user());
        properties.put("spring.datasource.password", database.app().password());
        properties.put("spring.flyway.url", database.url());
        properties.put("spring.flyway.user", database.owner().user());
        properties.put("spring.flyway.password", database.owner().password());
        properties.put("spring.flyway.placeholders.appRole", database.app().user());
        if (settings.command().equals("demo")) properties.put("anju.sms", "rehearsal");        // made-up people get no real messages
        if (settings.command().equals("demo") && System.getenv("ANJU_ADMIN_PASSWORD") == null) properties.put("anju.admin-password", DEMO_PASSWORD);
        if (isShort()) properties.put("db-scheduler.enabled", false);                           // nobody else's work on the way
        properties.put("anju.upgrade", isToUpgrade(Migrations.of(database).refuseNewer()));
        return properties;
    }

    private boolean isShort() {
        return Set.of("verify", "backup", "restore").contains(settings.command());
    }

    private boolean isToUpgrade(Migrations migrations) {
        return switch (settings.command()) {
            case "backup" -> migrations.isEmpty();         // before an upgrade it keeps what was there
            case "restore" -> false;                       // it begins with nothing, and goes to the version of the backup first
            default -> !migrations.isCurrent();
        };
    }

    private String url() {
        return "http://localhost:" + settings.port();
    }

    private static boolean isOneSentence(Throwable thrown) {
        return StartFailure.in(thrown) != null || thrown instanceof PortInUseException;
    }

    private static String root(Throwable thrown) {
        var cause = thrown;
        while (cause.getCause() != null) cause = cause.getCause();
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private static int explained(Throwable thrown) {
        var failure = thrown instanceof PortInUseException port ? Ports.taken(port.getPort()) : StartFailure.in(thrown);
        if (failure != null) {
            System.err.println(failure.getMessage());
        } else if (thrown instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
            return 130;
        } else {
            thrown.printStackTrace();
        }
        return 1;
    }
}
