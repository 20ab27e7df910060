package cn.anju.demo;

import cn.anju.kernel.DayEnd;
import cn.anju.launch.Command;
import cn.anju.launch.Database;
import cn.anju.launch.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./anju demo}：空的数据库先办出两个小区的演示数据，再打印账号；有了就直接打印。
 *
 * <p>Everything goes through the running server's own interface under a moved clock, never by SQL.
 */
class DemoCommand implements Command {

    private static final String ACCOUNTS = "demo-accounts.txt";

    private final DemoClock clock;
    private final DemoAccounts accounts;
    private final List<DayEnd> dayEnds;
    private final Runnable figures;
    private final JsonMapper json;
    private final Environment environment;
    private final Path made;
    private final String password;

    DemoCommand(DemoClock clock, DemoAccounts accounts, List<DayEnd> dayEnds, Runnable figures, JsonMapper json, Environment environment,
                Path data, String password) {
        this.clock = clock;
        this.accounts = accounts;
        this.dayEnds = dayEnds;
        this.figures = figures;
        this.json = json;
        this.environment = environment;
        this.made = data.resolve(ACCOUNTS);
        this.password = password;
    }

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public int run(Database database, List<String> arguments) throws Exception {
        if (!Files.exists(made)) make();
        System.out.println(Files.readString(made));
        return 0;
    }

    private void make() throws Exception {
        var base = "http://localhost:" + environment.getRequiredProperty("local.server.port");
        var administrator = DemoDesk.signIn(base, json, "admin", password);
        if (!administrator.get("/api/communities").isEmpty())
            throw new StartFailure("演示数据上次没有做完：请用 ./anju demo --fresh 重新来过。");
        var began = System.nanoTime();
        var story = new DemoStory(clock, dayEnds, administrator, LocalDateTime.now(clock));
        System.out.println("正在做演示数据（一两分钟）…");
        try {
            clock.tell(story.beginning());
            var lines = accounts.open(administrator, password);
            story.settle(base, json);
            story.live(month -> System.out.println("  " + month));
            figures.run();
            Files.writeString(made, table(lines));
        } finally {
            clock.follow();
        }
        System.out.printf("演示数据做好了，用了 %d 秒。%n", (System.nanoTime() - began) / 1_000_000_000);
    }

    private static String table(List<DemoAccounts.Line> lines) {
        return lines.stream().map(line -> "%-24s %-16s %s".formatted(line.username(), line.password(), line.role()))
            .collect(Collectors.joining("\n", "%-24s %-16s %s%n".formatted("账号", "密码", "岗位"), ""));
    }
}
