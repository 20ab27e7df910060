package cn.anju.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.anju.Anju;
import cn.anju.Office;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** 导到一半断电：另一个进程里真的启动，写到一半时杀掉，再启动。 */
class KilledImportTest {

    private static final String PASSWORD = "mu-ma-guo-he-2026";
    private static final int ROWS = 8_000;

    @TempDir(cleanup = CleanupMode.NEVER)
    Path temporary;

    private @Nullable Process server;

    @Test void 导到一半被杀_再启动接着做完_不重不漏() throws Exception {
        var office = started();
        var root = "/api/communities/" + office.newCommunity("断电小区", "2026-07-01");
        var id = office.upload(root + "/imports/roster", "名册.csv", roster()).expect(202).id();
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(50)).until(() -> {
            var now = office.get(root + "/imports/" + id);
            assertThat(now.at("/state")).as("killed too late").isEqualTo("running");
            return now.at("/message").equals("写入");
        });
        TimeUnit.MILLISECONDS.sleep(200);                        // well into the writing
        server.destroyForcibly().waitFor();

        var again = started();
        assertThat(again.get(root + "/rooms").at("/total")).as("all or nothing").isIn("0", String.valueOf(ROWS));
        var done = again.waitWhile(root + "/imports/" + id, "running");
        assertThat(done.at("/state") + " " + done.at("/created")).as(done.text()).isEqualTo("done " + ROWS);
        assertThat(again.get(root + "/rooms").at("/total")).isEqualTo(String.valueOf(ROWS));
        var second = again.upload(root + "/imports/roster", "名册.csv", roster()).expect(202).id();
        var unchanged = again.waitWhile(root + "/imports/" + second, "running");
        assertThat(unchanged.at("/created") + " " + unchanged.at("/changed") + " " + unchanged.at("/unchanged")).isEqualTo("0 0 " + ROWS);
    }

    @AfterEach
    void 停下() throws Exception {
        if (server == null) return;
        server.destroy();
        if (!server.waitFor(30, TimeUnit.SECONDS)) server.destroyForcibly();
    }

    private Office started() throws Exception {
        var port = freePort();
        var builder = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx512m",
            "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-cp", System.getProperty("java.class.path"), Anju.class.getName(),
            "start", "--data", temporary.resolve("数据").toString(), "--port", Integer.toString(port)));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("ANJU_ADMIN_PASSWORD", PASSWORD);
        var log = temporary.resolve("server-%d.log".formatted(port));
        server = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200)).until(() -> {
            assertThat(server.isAlive()).as("see %s", log).isTrue();
            return Files.readString(log).contains("安居已就绪");
        });
        return Office.signIn("http://localhost:" + port, JsonMapper.builder().build(), "admin", PASSWORD);
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static byte[] roster() {
        var rows = new StringBuilder("楼栋,单元,楼层,房号,房屋类型,建筑面积(㎡),房屋状态,业主姓名,联系电话,交房日期\n");
        for (var row = 0; row < ROWS; row++)
            rows.append("%d,1,%d,%d%02d,住宅,80.5,自住,业主%d,1%010d,2023-04-03\n".formatted(row / 1000 + 1, row / 20 % 50 + 1, row / 20 % 50 + 1, row % 20 + 1,
                row, 3_000_000_000L + row));
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }
}
