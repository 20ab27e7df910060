package cn.anju.kernel;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** 请求里各栏给人看的名称：哪一行的哪一栏。 */
final class FieldNames {

    private static final Pattern ROW = Pattern.compile("\\[(\\d+)]");
    private static final Properties NAMES = read();

    private FieldNames() {}

    /** {@code lines[2].memo} is 第 3 行的「摘要」; a field without a name is 有一栏. */
    static String of(String path) {
        var row = ROW.matcher(path);
        var name = name(path.substring(path.lastIndexOf('.') + 1).replaceFirst("\\[.*", ""));
        var field = name == null ? "有一栏" : "「" + name + "」";
        return row.find() ? "第 " + (Integer.parseInt(row.group(1)) + 1) + " 行的" + field : field;
    }

    static @Nullable String name(String field) {
        return NAMES.getProperty(field);
    }

    private static Properties read() {
        try (var text = new InputStreamReader(FieldNames.class.getResourceAsStream("field-names.properties"), StandardCharsets.UTF_8)) {
            var names = new Properties();
            names.load(text);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
