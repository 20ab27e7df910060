package cn.anju.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 启动被拒绝的各种情形：一句话，退出码 1；有的在另一个进程里真的试一遍。 */
class RefusalsTest {

    @TempDir
    Path temporary;

    @Test
    void 数据文件夹已有服务在用_说出它的地址() throws Exception {
        var data = temporary.resolve("数 据");
        try (var folder = DataFolder.lockOrRefuse(data, "start")) {
            folder.announce("start", "http://localhost:8080", "");
            Program.run(Map.of(), "start", "--data", data.toString())
                .isRefused("already running", "http://localhost:8080", Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void 端口被占_说出端口和进程和怎么换() throws Exception {
        try (var socket = new ServerSocket(0)) {
            var port = socket.getLocalPort();
            Program.run(Map.of("ANJU_DATA", temporary.resolve("数据").toString(), "ANJU_PORT", Integer.toString(port)), "start")
                .isRefused("端口 " + port + " 已被占用", "java，进程 " + ProcessHandle.current().pid(), "ANJU_PORT=");
        }
    }

    @Test
    void 命令进行中_别的命令请等它结束() {
        var data = temporary.resolve("数据");
        try (var folder = DataFolder.lockOrRefuse(data, "backup")) {
            assertThatThrownBy(() -> DataFolder.lockOrRefuse(data, "start"))
                .isInstanceOf(StartFailure.class).hasMessageContaining("正被 ./anju backup 使用");
        }
        assertThatCode(() -> DataFolder.lockOrRefuse(data, "start").close()).doesNotThrowAnyException();
    }

    @Test
    void 数据文件夹建不了_一句话() throws Exception {
        var file = Files.createFile(temporary.resolve("文件"));
        assertThatThrownBy(() -> DataFolder.lockOrRefuse(file.resolve("数据"), "start"))
            .isInstanceOf(StartFailure.class).hasMessageContaining("请检查权限");
    }

    @Test
    void 普通用户写不了数据文件夹_一句话() throws Exception {
        assumeThat(Program.isOrdinary()).as("somebody but root is at hand").isTrue();
        var data = Files.createDirectory(temporary.resolve("数据"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-xr-xr-x"));
        Program.run(Program.ordinary(), Map.of(), "start", "--data", data.toString(), "--port", Integer.toString(Program.freePort()))
            .isRefused("数据文件夹 " + data, "请检查权限");
    }

    /** Too small for PostgreSQL's programs; for a cluster; for a database in it. */
    @ParameterizedTest
    @ValueSource(strings = {"16m", "85m", "100m"})
    void 磁盘满了_建不了数据库_一句话(String size) throws Exception {
        var disk = Files.createDirectory(temporary.resolve("小盘"));
        var mounted = List.of("unshare", "--mount", "--map-root-user", "sh", "-c", "mount -t tmpfs -o size=" + size + " none \"$0\" && exec \"$@\"", disk.toString());
        assumeThat(new ProcessBuilder(Stream.concat(mounted.stream(), Stream.of("true")).toList()).start().waitFor()).as("may mount").isZero();
        Program.run(mounted, Map.of(), "start", "--data", disk.resolve("数据").toString(), "--port", Integer.toString(Program.freePort()))
            .isRefused("磁盘满了");
    }

    @Test
    void 比十五旧的数据库_拒绝() {
        assertThatThrownBy(() -> Database.refuseOld(140012, "14.12"))
            .isInstanceOf(StartFailure.class).hasMessageContaining("14.12").hasMessageContaining("15 或更新");
        assertThatCode(() -> Database.refuseOld(150000, "15.0")).doesNotThrowAnyException();
    }

    @Test
    void 还没有数据_无从核对() {
        var settings = Settings.parse(List.of("verify"), Map.of(), temporary);
        assertThatThrownBy(() -> Opened.forCommand(settings))
            .isInstanceOf(StartFailure.class).hasMessageContaining("还没有数据");
    }
}
