package cn.anju.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * 数据文件夹及其锁：同一时刻只有一个进程主管它。
 *
 * <p>The lock belongs to the operating system, so it is gone with its process, however that ended. Who holds it says
 * in {@code running} where he is to be found, so that {@code verify} and {@code backup} can work beside a server.
 */
final class DataFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** 主管数据文件夹；已有别的进程主管时为空。 */
    static Optional<DataFolder> lock(Path path, String command) {
        try {
            create(path);
            var file = path.resolve("lock");
            var channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), Secrets.mode("rw-------"));
            try {
                if (channel.tryLock() == null) {
                    channel.close();
                    return Optional.empty();
                }
            } catch (OverlappingFileLockException e) {
                return Optional.empty();               // ours already; closing this channel would release it
            }
            Folders.ownLikeParent(file);
            var folder = new DataFolder(path.toRealPath(), channel);
            folder.write(new Running(ProcessHandle.current().pid(), command, "", ""));
            return Optional.of(folder);
        } catch (FileSystemException e) {
            throw new StartFailure("数据文件夹 %s 建不了或写不了（%s）：请检查权限，或用 --data 换一个。", path, reason(e));
        } catch (IOException e) {
            throw Folders.unusable(path, e.getMessage());
        }
    }

    /** The same, where the answer must be yes. */
    static DataFolder lockOrRefuse(Path path, String command) {
        return lock(path, command).orElseThrow(() -> Running.in(path).refusal(path));
    }

    /** Called by the one who holds it, once others can connect. */
    void announce(String command, String url, String databaseUrl) {
        try {
            write(new Running(ProcessHandle.current().pid(), command, url, databaseUrl));
        } catch (IOException e) {
            throw new StartFailure("数据文件夹 %s 写不了：%s", path, e.getMessage());
        }
    }

    /** 清空，只留下锁。 */
    void empty() throws IOException {
        try (var entries = Files.list(path)) {
            for (var entry : (Iterable<Path>) entries::iterator)
                if (!Set.of("lock", "running").contains(entry.getFileName().toString())) Folders.delete(entry);
        }
    }

    Path path() {
        return path;
    }

    Secrets secrets() {
        return new Secrets(path.resolve("secrets"));
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path.resolve("running"));
            channel.close();
        } catch (IOException e) {
            throw new StartFailure("数据文件夹 %s 写不了：%s", path, e.getMessage());
        }
    }

    /** Parents as the user's umask has it, the folder itself for nobody else. */
    private static void create(Path path) throws IOException {
        if (Files.isDirectory(path)) return;
        Files.createDirectories(path.getParent());
        Files.createDirectory(path, Secrets.mode("rwx------"));
        Folders.ownLikeParent(path);
    }

    private void write(Running running) throws IOException {
        var draft = path.resolve("running.new");
        Files.write(draft, List.of(Long.toString(running.pid()), running.command(), running.url(), running.databaseUrl()));
        Files.move(draft, path.resolve("running"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String reason(FileSystemException e) {
        return e.getReason() == null ? e.getClass().getSimpleName().replace("Exception", "") : e.getReason();
    }
}
