package cn.anju.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 真的 {@code ./anju} 脚本，放在一台什么也没装的机器上：缺什么，一句话说清，不等构建。 */
class ScriptTest {

    /** What every Linux has; neither Java nor Maven, Node or Python. */
    private static final List<String> BASICS = List.of("bash", "env", "dirname", "readlink", "find", "sort", "xargs", "sha1sum",
        "cut", "cat", "sed", "mktemp", "chmod", "rm", "id", "mkdir", "basename", "head", "tr");

    private record Ended(int code, String said, String output) {}

    @TempDir Path machine;

    @BeforeEach
    void 一份刚克隆的程序_一台空机器() throws Exception {
        for (var folder : List.of("bin", "home", "clone/web", "clone/server")) Files.createDirectories(machine.resolve(folder));
        for (var tool : BASICS) Files.createSymbolicLink(machine.resolve("bin/" + tool), found(tool));
        var project = Path.of("..").toRealPath();
        assertThat(new ProcessBuilder("cp", "-a", project.resolve("anju").toString(), project.resolve("scripts").toString(), machine.resolve("clone").toString()).start().waitFor()).isZero();
        for (var file : List.of("pom.xml", "web/package.json", "web/package-lock.json")) Files.writeString(machine.resolve("clone").resolve(file), "{}");
    }

    @Test
    void 没有JDK() throws Exception {
        refused("没有找到 JDK 25", "start");
        refused("没有找到 JDK 25", "test");
    }

    @Test
    void 只有旧的JDK_等于没有_别处有新的就用新的() throws Exception {
        jdk("opt/java-17", "17.0.9");
        Files.createSymbolicLink(machine.resolve("bin/javac"), machine.resolve("opt/java-17/bin/javac"));
        jdk("old", "21");
        assertThat(anju(Map.of("JAVA_HOME", machine.resolve("old").toString()), "start").said()).contains("没有找到 JDK 25");
        jdk("usr/lib/jvm/temurin-25", "25.0.1");
        assertThat(anju(Map.of("JAVA_HOME", machine.resolve("old").toString()), "start").said()).contains("没有找到 Maven");
    }

    @Test
    void 没有Maven_先说_不等网页构建完() throws Exception {
        jdk("usr/lib/jvm/temurin-25", "25");
        node("v22.1.0");
        tool("npm", "echo npm was called; exit 1");
        refused("没有找到 Maven", "demo");
    }

    @Test
    void 没有Node_太旧_没有npm_npm不成() throws Exception {
        jdk("usr/lib/jvm/temurin-25", "25");
        tool("mvn", "exit 1");
        refused("没有找到 Node 20", "demo");
        node("v18.20.4");
        refused("没有找到 Node 20", "demo");
        node("v20.0.0");
        refused("没有 npm", "demo");
        tool("npm", "exit 1");
        assertThat(anju(Map.of(), "demo")).satisfies(ended -> {
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.said().lines().toList().getLast()).contains("npm ci 没有成功");
        });
    }

    @Test
    void 测试还要的_Python_Debian的包_装不了就说装什么() throws Exception {
        jdk("usr/lib/jvm/temurin-25", "25");
        refused("没有找到 Python 3", "test");
        tool("python3", "exit 0");
        Files.delete(machine.resolve("bin/id"));
        tool("id", "echo 1000");
        var ended = anju(Map.of("ANJU_CHROMIUM", "/nowhere/chromium"), "test");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said().strip().lines()).hasSize(1).first().asString().startsWith("测试还需要 chromium").contains("sudo apt-get install");
    }

    @Test
    void 不认识的命令_没有命令_说用法() throws Exception {
        for (var words : List.of(List.of("begin"), List.<String>of(), List.of("--help"))) {
            var ended = anju(Map.of(), words.toArray(String[]::new));
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.said()).startsWith("用法").contains("./anju start", "./anju restore");
        }
    }

    /** One sentence on the error output, nothing else, exit code 1. */
    private void refused(String sentence, String command) throws Exception {
        var ended = anju(Map.of(), command);
        assertThat(ended.said().strip().lines()).as(ended.said()).hasSize(1).first().asString().contains(sentence);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output()).isEmpty();
    }

    private Ended anju(Map<String, String> environment, String... words) throws Exception {
        var command = new ArrayList<>(List.of(machine.resolve("clone/anju").toString()));
        command.addAll(List.of(words));
        var said = machine.resolve("said");
        var builder = new ProcessBuilder(command).redirectError(said.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", machine.resolve("bin").toString(), "HOME", machine.resolve("home").toString(),
            "ANJU_USUAL_PLACES", machine.toString(), "TMPDIR", machine.toString()));
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(said), output);
    }

    private void jdk(String place, String version) throws IOException {
        Files.createDirectories(machine.resolve(place).resolve("bin"));
        program(machine.resolve(place).resolve("bin/javac"), "exit 1");
        Files.writeString(machine.resolve(place).resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    private void node(String version) throws IOException {
        tool("node", "echo " + version);
    }

    private void tool(String name, String script) throws IOException {
        program(machine.resolve("bin").resolve(name), script);
    }

    private static void program(Path file, String script) throws IOException {
        Files.writeString(file, "#!/usr/bin/env bash\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path found(String tool) {
        return List.of(System.getenv("PATH").split(":")).stream().map(folder -> Path.of(folder, tool)).filter(Files::isExecutable).findFirst()
            .orElseThrow(() -> new AssertionError("no " + tool));
    }
}
