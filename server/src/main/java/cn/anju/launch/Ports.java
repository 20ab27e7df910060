package cn.anju.launch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** 端口是否空着；被占时尽量说出是哪个程序。 */
final class Ports {

    private static final String LISTENING = "0A";

    private Ports() {}

    static void requireFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw taken(port);
        }
    }

    static StartFailure taken(int port) {
        if (port < 1024 && holder(port).isEmpty())
            return new StartFailure("端口 %d 打不开：1024 以下的端口要有权限，请换一个，例如 ANJU_PORT=8080 ./anju start。", port);
        return new StartFailure("端口 %d 已被占用%s：请先停掉它，或换一个端口，例如 ANJU_PORT=%d ./anju start。",
            port, holder(port).map(process -> "（" + process + "）").orElse(""), port < 65535 ? port + 1 : 8080);
    }

    /** Name and number of the process that listens there, as far as {@code /proc} shows it to us. */
    static Optional<String> holder(int port) {
        var sockets = Stream.of("/proc/net/tcp", "/proc/net/tcp6").flatMap(file -> lines(Path.of(file)).stream())
            .map(line -> line.strip().split("\\s+"))
            .filter(columns -> columns.length > 9 && columns[3].equals(LISTENING)
                && columns[1].endsWith(":%04X".formatted(port)))
            .map(columns -> "socket:[" + columns[9] + "]").collect(Collectors.toSet());
        return ProcessHandle.allProcesses().filter(process -> holds(process, sockets)).findFirst()
            .map(process -> name(process) + "，进程 " + process.pid());
    }

    private static boolean holds(ProcessHandle process, Set<String> sockets) {
        try (var files = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return files.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException e) {
            return false;                              // gone meanwhile, or another user's
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String name(ProcessHandle process) {
        return lines(Path.of("/proc", Long.toString(process.pid()), "comm")).stream().findFirst().orElse("未知程序");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
