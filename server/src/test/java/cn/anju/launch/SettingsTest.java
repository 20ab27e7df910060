package cn.anju.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 命令行与环境变量。 */
class SettingsTest {

    @TempDir
    Path home;

    @Test
    void 什么都不设_端口8080_数据在各自的文件夹() {
        assertThat(parse(Map.of(), "start").port()).isEqualTo(8080);
        assertThat(parse(Map.of(), "start").data()).isEqualTo(home.resolve("data/main"));
        assertThat(parse(Map.of(), "demo").data()).isEqualTo(home.resolve("data/demo"));
        assertThat(parse(Map.of(), "bench", "billing", "--rooms", "5").data()).isEqualTo(home.resolve("data/bench"));
    }

    @Test
    void 命令行优先于环境变量() {
        var settings = parse(Map.of("ANJU_PORT", "9000", "ANJU_DATA", "/a"), "start", "--port=9001", "--data", "/数据 b");
        assertThat(settings.port()).isEqualTo(9001);
        assertThat(settings.data()).isEqualTo(Path.of("/数据 b"));
        assertThat(parse(Map.of("ANJU_PORT", "9000"), "demo").port()).isEqualTo(9000);
    }

    @Test
    void 只有演示数据时_核对演示数据() throws IOException {
        assertThat(parse(Map.of(), "verify").data()).isEqualTo(home.resolve("data/main"));
        Files.createDirectories(home.resolve("data/demo"));
        assertThat(parse(Map.of(), "verify").data()).isEqualTo(home.resolve("data/demo"));
        Files.createDirectories(home.resolve("data/main"));
        assertThat(parse(Map.of(), "verify").data()).isEqualTo(home.resolve("data/main"));
    }

    @Test
    void 命令自己的参数原样留给它() {
        assertThat(parse(Map.of(), "bench", "billing", "--rooms", "250000", "--data", "/x").arguments())
            .containsExactly("billing", "--rooms", "250000");
    }

    @Test
    void 写错了_一句话说清() {
        refused(Map.of(), "用法", "begin");
        refused(Map.of(), "用法");
        refused(Map.of(), "不认识的参数 --prot", "start", "--prot", "1");
        refused(Map.of(), "不认识的参数 --prot", "verify", "--prot", "1");
        refused(Map.of(), "不认识的参数 --prot", "backup", "--prot", "文件");
        refused(Map.of("ANJU_KEY", "0123456789012345678901234567890"), "ANJU_KEY 太短", "start");
        refused(Map.of(), "只能用于 ./anju demo", "start", "--fresh");
        refused(Map.of(), "--data 后面要有一个值", "start", "--data");
        refused(Map.of("ANJU_PORT", "80a"), "端口「80a」不对", "start");
        refused(Map.of("ANJU_PORT", "70000"), "端口「70000」不对", "start");
        refused(Map.of("ANJU_DB_URL", "mysql://db/anju"), "jdbc:postgresql://", "start");
        refused(Map.of("ANJU_DB_URL", "jdbc:postgresql://db/anju"), "ANJU_DB_USER", "start");
    }

    @Test
    void 外部数据库的应用角色默认是anju_app() {
        var external = parse(Map.of("ANJU_DB_URL", "jdbc:postgresql://db/anju", "ANJU_DB_USER", "owner",
            "ANJU_DB_PASSWORD", "secret"), "start").external().orElseThrow();
        assertThat(external.owner()).isEqualTo(new Login("owner", "secret"));
        assertThat(external.appUser()).isEqualTo("anju_app");
        assertThat(external.toString()).doesNotContain("secret");
    }

    private Settings parse(Map<String, String> environment, String... arguments) {
        return Settings.parse(List.of(arguments), environment, home);
    }

    private void refused(Map<String, String> environment, String sentence, String... arguments) {
        assertThatThrownBy(() -> parse(environment, arguments)).isInstanceOf(StartFailure.class).hasMessageContaining(sentence);
    }
}
