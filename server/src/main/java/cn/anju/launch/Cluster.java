package cn.anju.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * 内置数据库的文件（initdb 的产物）。
 *
 * <p>Made beside its place and moved there when complete, so a crash in the middle leaves nothing half made.
 */
final class Cluster {

    static final String SUPERUSER = "postgres";

    private static final String MAJOR = PostgresBinaries.VERSION.substring(0, PostgresBinaries.VERSION.indexOf('.'));

    private Cluster() {}

    /** The cluster at {@code place}: the one that is there, or a new one. */
    static Path at(Path place, Path home, RunAs runAs, Durability durability, String superuserPassword)
            throws IOException, InterruptedException {
        if (!Files.isDirectory(place)) create(place, home, runAs, durability, superuserPassword);
        runAs.own(place);
        var version = Files.readString(place.resolve("PG_VERSION")).strip();
        if (!version.equals(MAJOR))
            throw new StartFailure("数据文件夹 %s 是 PostgreSQL %s 的，本程序带的是 %s：请用原来的版本 ./anju backup，再在新的文件夹里 ./anju restore。",
                place, version, MAJOR);
        return place;
    }

    static void create(Path place, Path home, RunAs runAs, Durability durability, String superuserPassword)
            throws IOException, InterruptedException {
        var draft = place.resolveSibling(place.getFileName() + ".new");
        var passwordFile = place.resolveSibling(place.getFileName() + ".password");
        Folders.delete(draft);
        Folders.delete(passwordFile);
        Files.createDirectory(draft, Secrets.mode("rwx------"));
        Files.createFile(passwordFile, Secrets.mode("rw-------"));
        Files.writeString(passwordFile, superuserPassword);
        runAs.own(draft);
        runAs.own(passwordFile);
        var command = new ArrayList<>(List.of(home.resolve("bin/initdb").toString(), "-D", draft.toString(),
            "--username=" + SUPERUSER, "--pwfile=" + passwordFile, "--auth=scram-sha-256",
            "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions"));
        if (durability == Durability.RELAXED_FOR_TESTS) command.add("--no-sync");
        try {
            var process = Postmaster.builder(runAs.command(command)).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0 && output.contains("No space left on device")) throw Folders.unusable(place.getParent(), output);
            if (process.waitFor() != 0)
                throw new StartFailure("建不了数据库（文件夹 %s）：%s", place, lastLine(output));
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(passwordFile);
            Folders.delete(draft);
        }
    }

    static String lastLine(String output) {
        return output.lines().filter(line -> !line.isBlank() && !line.startsWith("initdb: removing"))
            .reduce((first, second) -> second).orElse("没有说明原因").strip();
    }
}
