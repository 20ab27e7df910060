package cn.anju.launch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Whole folder trees: delete, give to another user, look who owns them. Links are never followed. */
final class Folders {

    interface Act {
        void on(Path path) throws IOException;
    }

    private Folders() {}

    /** Why it failed, for whoever started the program. */
    static StartFailure unusable(Path folder, @Nullable String reason) {
        return String.valueOf(reason).contains("No space left on device")
            ? new StartFailure("磁盘满了：数据文件夹 %s 所在的磁盘没有空间了，请腾出一些再启动。", folder)
            : new StartFailure("数据文件夹 %s 用不了：%s", folder, reason);
    }

    static void delete(Path folder) throws IOException {
        walk(folder, Files::delete, Files::delete);
    }

    static void forEachFolder(Path folder, Act act) throws IOException {
        walk(folder, file -> {}, act);
    }

    static void own(Path folder, int uid, int gid) throws IOException {
        Act give = path -> {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        };
        walk(folder, give, give);
    }

    /** What root puts into an ordinary user's folder shall be readable for that user later. */
    static void ownLikeParent(Path path) throws IOException {
        var parent = path.toAbsolutePath().getParent();
        if (uid(Path.of("/proc/self")) == 0 && uid(parent) != 0) own(path, uid(parent), gid(parent));
    }

    static int uid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    static int gid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:gid");
    }

    private static void walk(Path folder, Act onFile, Act onFolder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) return;
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                onFile.on(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure) throws IOException {
                if (failure != null) throw failure;
                onFolder.on(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
