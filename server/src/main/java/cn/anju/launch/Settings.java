package cn.anju.launch;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 一次启动要知道的一切：命令、数据文件夹、端口、外部数据库。
 *
 * @param arguments what is left for the command itself
 */
record Settings(String command, Path data, int port, boolean fresh, Optional<External> external, List<String> arguments) {

    static final String USAGE = """
        用法（usage）：
          ./anju demo  [--fresh] [--port N] [--data 文件夹]   带演示数据启动
          ./anju start [--port N] [--data 文件夹]             启动
          ./anju verify [--data 文件夹]                       逐项核对账目
          ./anju backup 文件 [--data 文件夹]                  备份
          ./anju restore 文件 [--data 文件夹]                 恢复到空的数据文件夹
          ./anju bench billing|import|counter|start|dashboard … 测速
          ./anju test                                         全部测试""";

    private static final int SHORTEST_KEY = 32;
    private static final Set<String> COMMANDS = Set.of("start", "demo", "verify", "backup", "restore", "bench");

    /** 用户自己的 PostgreSQL。 */
    record External(String url, Login owner, String appUser, Optional<String> appPassword) {}

    /** @param home where the default data folders are */
    static Settings parse(List<String> arguments, Map<String, String> environment, Path home) {
        if (arguments.isEmpty() || !COMMANDS.contains(arguments.getFirst())) throw new StartFailure("%s", USAGE);
        var command = arguments.getFirst();
        var data = environment.get("ANJU_DATA");
        var port = environment.getOrDefault("ANJU_PORT", "8080");
        var fresh = false;
        var rest = new ArrayList<String>();
        for (var words = arguments.subList(1, arguments.size()).iterator(); words.hasNext();) {
            var word = words.next();
            var name = word.replaceFirst("=.*", "");
            switch (name) {
                case "--data" -> data = value(word, words.hasNext() && name.equals(word) ? words.next() : null);
                case "--port" -> port = value(word, words.hasNext() && name.equals(word) ? words.next() : null);
                case "--fresh" -> fresh = true;
                default -> rest.add(word);
            }
        }
        refuseUnknown(command, rest);
        if (fresh && !command.equals("demo"))
            throw new StartFailure("--fresh 会清空数据，只能用于 ./anju demo。");
        refuseShortKey(environment.getOrDefault("ANJU_KEY", ""));
        return new Settings(command, folder(data, command, home), port(port), fresh, external(environment), List.copyOf(rest));
    }

    static boolean isServer(String command) {
        return command.equals("start") || command.equals("demo");
    }

    private static void refuseUnknown(String command, List<String> words) {
        var isFile = command.equals("backup") || command.equals("restore");
        for (var word : words)
            if (!command.equals("bench") && (!isFile || word.startsWith("--"))) throw new StartFailure("不认识的参数 %s。%n%s", word, USAGE);
    }

    private static void refuseShortKey(String key) {
        if (!key.isBlank() && key.strip().length() < SHORTEST_KEY)
            throw new StartFailure("ANJU_KEY 太短：至少 %d 个字符，如 openssl rand -base64 32 的输出，并另外保管好。", SHORTEST_KEY);
    }

    private static String value(String word, @Nullable String next) {
        if (word.contains("=")) return word.substring(word.indexOf('=') + 1);
        if (next == null) throw new StartFailure("%s 后面要有一个值。%n%s", word, USAGE);
        return next;
    }

    private static Path folder(@Nullable String data, String command, Path home) {
        try {
            if (data != null && !data.isBlank()) return Path.of(data).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new StartFailure("数据文件夹的名字 %s 用不了：请把环境变量 LC_ALL 设为 C.UTF-8 后再试。", data);
        }
        var main = home.resolve("data/main");
        var demo = home.resolve("data/demo");
        return switch (command) {
            case "demo" -> demo;
            case "bench" -> home.resolve("data/bench");
            case "verify", "backup" -> Files.exists(demo) && !Files.exists(main) ? demo : main;
            default -> main;
        };
    }

    private static int port(String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65535)
            return Integer.parseInt(text);
        throw new StartFailure("端口「%s」不对：请用 1 到 65535 的数字（ANJU_PORT 或 --port）。", text);
    }

    private static Optional<External> external(Map<String, String> environment) {
        var url = environment.getOrDefault("ANJU_DB_URL", "");
        if (url.isBlank()) return Optional.empty();
        if (!url.startsWith("jdbc:postgresql:"))
            throw new StartFailure("ANJU_DB_URL 要写成 jdbc:postgresql://主机:端口/库名，现在是 %s。", url.replaceFirst("//.*@", "//…@"));
        var user = environment.getOrDefault("ANJU_DB_USER", "");
        if (user.isBlank()) throw new StartFailure("用外部数据库时请设 ANJU_DB_USER 和 ANJU_DB_PASSWORD。");
        return Optional.of(new External(url, new Login(user, environment.getOrDefault("ANJU_DB_PASSWORD", "")),
            environment.getOrDefault("ANJU_DB_APP_USER", "anju_app"),
            Optional.ofNullable(environment.get("ANJU_DB_APP_PASSWORD"))));
    }
}
