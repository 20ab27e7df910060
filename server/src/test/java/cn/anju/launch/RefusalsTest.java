package cn.anju.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.anju.Anju;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 启动被拒绝的各种情形：一句话，退出码 1；有的在另一个进程里真的试一遍。 */
class RefusalsTest {

    @TempDir
    Path temporary;

    record Ended(int code, String output) {}

    @Test
    void 数据文件夹已有服务在用_说出它的地址() throws Exception {
        var data = temporary.resolve("数 据");
        try (var folder = DataFolder.lockOrRefuse(data, "start")) {
            folder.announce("start", "http://localhost:8080", "");
            var second = anju("start", "--data", data.toString());
            assertThat(second.code()).isEqualTo(1);
            assertThat(second.output().lines()).hasSize(1).first().asString()
                .contains("already running", "http://localhost:8080", Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void 端口被占_说出端口和进程和怎么换() throws Exception {
        try (var socket = new ServerSocket(0)) {
            var port = socket.getLocalPort();
            var refused = anju("start", "--data", temporary.resolve("数据").toString(), "--port", Integer.toString(port));
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.output().lines()).hasSize(1).first().asString().contains("端口 " + port + " 已被占用",
                "java，进程 " + ProcessHandle.current().pid(), "ANJU_PORT=");
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

    private static Ended anju(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-cp", System.getProperty("java.class.path"), Anju.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes());
        return new Ended(process.waitFor(), output);
    }
}
