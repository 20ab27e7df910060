package cn.anju.launch;

import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * 一个开着的数据库，以及用完后要关掉的东西。
 *
 * @param folder   held by us, or null when a running server holds it
 * @param embedded started by us, or null when it is external or the running server's
 */
record Opened(Database database, @Nullable DataFolder folder, @Nullable EmbeddedPostgres embedded) implements AutoCloseable {

    /** 服务用：文件夹已锁好。 */
    static Opened by(DataFolder folder, Settings settings) {
        if (settings.external().isPresent())
            return new Opened(prepare(settings.external().get(), folder.secrets()), folder, null);
        var embedded = EmbeddedPostgres.start(folder.path());
        return new Opened(embedded.database(), folder, embedded);
    }

    /** 命令用：服务开着就用它的数据库，没开就自己打开。 */
    static Opened forCommand(Settings settings) {
        var mustExist = settings.command().equals("verify") || settings.command().equals("backup");
        if (mustExist && settings.external().isEmpty() && !Files.isDirectory(settings.data().resolve("database")))
            throw new StartFailure("数据文件夹 %s 里还没有数据：请先 ./anju start，或用 --data 指出在哪里。", settings.data());
        var folder = DataFolder.lock(settings.data(), settings.command());
        if (folder.isEmpty()) return besideServer(settings);
        try {
            var opened = by(folder.get(), settings);
            folder.get().announce(settings.command(), "", opened.database().url());
            return opened;
        } catch (RuntimeException e) {
            folder.get().close();
            throw e;
        }
    }

    @Override
    public void close() {
        if (embedded != null) embedded.close();
        if (folder != null) folder.close();
    }

    private static Opened besideServer(Settings settings) {
        var running = Running.in(settings.data());
        if (running.url().isEmpty() || settings.command().equals("restore")) throw running.refusal(settings.data());
        var secrets = new Secrets(settings.data().resolve("secrets"));
        if (settings.external().isPresent()) return new Opened(prepare(settings.external().get(), secrets), null, null);
        return new Opened(EmbeddedRoles.existing(running.databaseUrl(), secrets), null, null);
    }

    private static Database prepare(Settings.External external, Secrets secrets) {
        var password = external.appPassword().orElseGet(() -> secrets.password("external"));
        return Database.prepare(external.url(), external.owner(), new Login(external.appUser(), password));
    }
}
