package cn.anju.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * 数据库进程以谁的身份运行：PostgreSQL 不肯当 root。
 *
 * <p>An ordinary user runs it as himself. Root gives the cluster to an unprivileged user: the owner of the data
 * folder if that is one, else {@code anju}, {@code postgres} or {@code nobody}, whichever exists first. Where such
 * a user cannot get to the folder (a clone below {@code /root}), a user namespace without any mapping does.
 *
 * @param prefix what stands before the command
 * @param uid    who owns the cluster's files
 */
record RunAs(List<String> prefix, int uid, int gid) {

    private static final List<String> USERS = List.of("anju", "postgres", "nobody");

    static RunAs chosen(Path data, Path home) throws IOException, InterruptedException {
        var self = Path.of("/proc/self");
        if (Folders.uid(self) != 0) return new RunAs(List.of(), Folders.uid(self), Folders.gid(self));
        for (var candidate : candidates(data)) {
            if (Folders.uid(data) == 0) letThrough(data);
            if (candidate.canRun(data, home)) return candidate;
        }
        var namespace = new RunAs(List.of("unshare", "-U"), 0, 0);
        if (namespace.canRun(data, home)) return namespace;
        throw new StartFailure("PostgreSQL 不能以 root 身份运行，而普通用户进不了数据文件夹 %s："
            + "请用普通用户启动，或用 --data 换一个大家都能进入的位置（如 /var/lib/anju）。", data);
    }

    List<String> command(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    /** Makes this user the owner of the whole tree, if he is not. */
    void own(Path path) throws IOException {
        if (Folders.uid(path) == uid) return;
        if (Folders.uid(Path.of("/proc/self")) != 0)
            throw new StartFailure("数据文件夹里的 %s 属于用户 %s：请以该用户或 root 运行。", path, Files.getOwner(path).getName());
        Folders.own(path, uid, gid);
    }

    private static List<RunAs> candidates(Path data) throws IOException {
        var candidates = new ArrayList<RunAs>();
        if (Folders.uid(data) != 0) candidates.add(user(Folders.uid(data), Folders.gid(data)));
        var lines = Files.readAllLines(Path.of("/etc/passwd"));
        for (var name : USERS)
            lines.stream().map(line -> line.split(":")).filter(line -> line.length > 3 && line[0].equals(name))
                .findFirst().ifPresent(line -> candidates.add(user(Integer.parseInt(line[2]), Integer.parseInt(line[3]))));
        return candidates;
    }

    private static RunAs user(int uid, int gid) {
        return new RunAs(List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--"), uid, gid);
    }

    /** Others may pass through root's data folder, not list it; what is private in it has modes of its own. */
    private static void letThrough(Path data) throws IOException {
        var permissions = Files.getPosixFilePermissions(data);
        if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) Files.setPosixFilePermissions(data, permissions);
    }

    private boolean canRun(Path data, Path home) throws InterruptedException {
        var script = "id -un >/dev/null && cd \"$1\" && \"$2/bin/postgres\" --version >/dev/null";
        try {
            return new ProcessBuilder(command(List.of("sh", "-c", script, "sh", data.toString(), home.toString())))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;                              // setpriv or unshare is not there
        }
    }
}
