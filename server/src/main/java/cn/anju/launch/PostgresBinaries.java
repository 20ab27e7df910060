package cn.anju.launch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * 内置的 PostgreSQL 程序：随 jar 携带，第一次用时解开。
 *
 * <p>The bundle holds initdb, pg_ctl and postgres with their libraries, nothing else.
 */
final class PostgresBinaries {

    static final String VERSION = "18.6";

    private PostgresBinaries() {}

    /** The installation below {@code folder}; unpacked there first if it is not there yet. */
    static Path in(Path folder) throws IOException {
        var home = folder.toAbsolutePath().resolve("postgres-" + VERSION);
        if (Files.isDirectory(home)) return home;
        var draft = folder.toAbsolutePath().resolve("postgres-" + VERSION + ".new-" + ProcessHandle.current().pid());
        Folders.delete(draft);
        try {
            unpack(draft);
            Files.move(draft, home);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another process was faster: the same files.
        } finally {
            Folders.delete(draft);
        }
        return home;
    }

    private static void unpack(Path folder) throws IOException {
        try (var resource = PostgresBinaries.class.getResourceAsStream("/" + bundle())) {
            if (resource == null) throw new StartFailure("程序包不完整：里面没有 %s，请重新构建或下载。", bundle());
            try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(resource, 1 << 16)))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    var target = folder.resolve(entry.getName()).normalize();
                    if (!target.startsWith(folder)) throw new IOException("entry outside the folder: " + entry.getName());
                    Files.createDirectories(entry.isDirectory() ? target : target.getParent());
                    if (entry.isSymbolicLink()) {
                        Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                    } else if (entry.isFile()) {
                        Files.copy(tar, target);
                        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(
                            (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
                    }
                }
            }
        }
        Folders.forEachFolder(folder, each ->
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    private static String bundle() {
        return switch (System.getProperty("os.name") + " " + System.getProperty("os.arch")) {
            case "Linux amd64" -> "postgres-linux-x86_64.txz";
            case "Linux aarch64" -> "postgres-linux-arm_64.txz";
            case String other -> throw new StartFailure(
                "内置数据库只能在 Linux（x86-64 或 ARM64）上运行，这里是 %s：Windows 请在 WSL 里运行，"
                    + "或用 ANJU_DB_URL 指向一个 PostgreSQL。", other);
        };
    }
}
