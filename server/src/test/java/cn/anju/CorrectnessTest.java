package cn.anju;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 四十二处容易错的地方，可靠与安全的试验，表里写的测试真的在。 */
class CorrectnessTest {

    private static final Path TABLE = Path.of("..", "docs", "correctness.md");
    private static final Path TESTS = Path.of("src", "test", "java", "cn", "anju");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([RS]?\\d+) \\|.*\\| (.+) \\|$");
    private static final Pattern TEST = Pattern.compile("`([\\w.]+)#([^`]+)`");

    @Test
    void 每一条都有测试看着_或写明随哪个渠道而来() throws IOException {
        var numbers = new ArrayList<String>();
        var missing = new ArrayList<String>();
        for (var row = ROW.matcher(Files.readString(TABLE)); row.find(); ) {
            numbers.add(row.group(1));
            var tests = TEST.matcher(row.group(2)).results().toList();
            if (tests.isEmpty() && !row.group(2).startsWith("随")) missing.add(row.group());
            for (var test : tests) {
                var file = TESTS.resolve(test.group(1).replace('.', '/') + ".java");
                if (!Files.exists(file) || !Files.readString(file).contains("void " + test.group(2) + "(")) missing.add(test.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(numbers.stream().filter(number -> !number.matches("[RS].*")).map(Integer::valueOf)).containsExactlyElementsOf(IntStream.rangeClosed(1, 42).boxed().toList());
        assertThat(numbers).doesNotHaveDuplicates().contains("R1", "R4", "R5", "R7", "R10", "R11", "R13", "R15", "R20", "R22", "S9", "S10", "S11", "S12");
    }
}
