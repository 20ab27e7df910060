package cn.anju.register;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * 随程序来的台账，一块业务一个 YAML 文件。
 *
 * <p>A field is one line: {@code key 名称* type} with {@code *} where it is required, then what the type takes:
 * {@code choice(甲/乙)}, {@code count(1..3)}, {@code text(40)}; then {@code unit=元}, {@code hint=…} (to the end of the line).
 * {@code systems} names the forms and ledgers of the office that the register takes the place of.
 */
final class Shipped {

    /** Who reads where the file names nobody. */
    private static final Set<String> READERS = new LinkedHashSet<>(List.of("cs_supervisor", "director", "general_manager"));

    private Shipped() {}

    /** Key → paper, in the order of the files. */
    static Map<String, Paper> all() {
        var papers = new LinkedHashMap<String, Paper>();
        try {
            var files = new PathMatchingResourcePatternResolver().getResources("classpath*:cn/anju/register/*.yaml");
            Arrays.stream(files).sorted((one, other) -> String.valueOf(one.getFilename()).compareTo(String.valueOf(other.getFilename())))
                .forEach(file -> read(file).forEach((key, paper) -> {
                    if (papers.put(key, paper) != null) throw new IllegalStateException("register " + key + " is shipped twice");
                }));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return papers;
    }

    private static Map<String, Paper> read(Resource file) {
        var business = Business.valueOf(String.valueOf(file.getFilename()).replace(".yaml", "").toUpperCase(Locale.ROOT));
        var reader = new YamlMapFactoryBean();
        reader.setResources(file);
        var papers = new LinkedHashMap<String, Paper>();
        var read = reader.getObject();
        if (read == null) return papers;
        read.forEach((key, value) -> {
            try {
                papers.put(key, paper(business, (Map<?, ?>) value));
            } catch (RuntimeException e) {
                throw new IllegalStateException(file.getFilename() + ", register " + key + ": " + e.getMessage(), e);
            }
        });
        return papers;
    }

    private static Paper paper(Business business, Map<?, ?> text) {
        var rhythm = text.get("rhythm") == null ? Rhythm.EVENT : Rhythm.valueOf(text.get("rhythm").toString().toUpperCase(Locale.ROOT).replace('-', '_'));
        var remind = text.get("remind");
        return new Paper(text.get("title").toString(), business, text.get("about").toString(), strings(text.get("fields")).stream().map(Shipped::field).toList(),
            Boolean.TRUE.equals(text.get("second")), names(text.get("write")), text.get("read") == null ? READERS : names(text.get("read")), rhythm,
            text.get("times") instanceof Integer times ? times : 1, Boolean.TRUE.equals(text.get("each")), remind == null ? null : LocalTime.parse(remind.toString()),
            Boolean.TRUE.equals(text.get("landscape")), duties(business, text.get("duties")));
    }

    static Field field(String line) {
        var hint = line.contains(" hint=") ? line.substring(line.indexOf(" hint=") + 6).strip() : null;
        var words = (hint == null ? line : line.substring(0, line.indexOf(" hint="))).strip().split("\\s+");
        if (words.length < 3) throw new IllegalArgumentException("a field needs key, label and type: " + line);
        var isRequired = words[1].endsWith("*");
        var label = isRequired ? words[1].substring(0, words[1].length() - 1) : words[1];
        var open = words[2].indexOf('(');
        var type = FieldType.of(open < 0 ? words[2] : words[2].substring(0, open));
        var takes = open < 0 ? "" : words[2].substring(open + 1, words[2].length() - 1);
        var limits = type.isNumber() && !takes.isEmpty() ? takes.split("\\.\\.", -1) : new String[] {"", ""};
        return new Field(words[0], label, type, isRequired, type == FieldType.CHOICE ? List.of(takes.split("/")) : List.of(),
            words.length > 3 ? words[3].replaceFirst("^unit=", "") : null, hint, number(limits[0]), number(limits[1]),
            type == FieldType.TEXT && !takes.isEmpty() ? Integer.valueOf(takes) : null);
    }

    private static @Nullable BigDecimal number(String text) {
        return text.isEmpty() ? null : new BigDecimal(text);
    }

    /** Without a point it is a duty of the file's own module. */
    private static Set<String> duties(Business business, @Nullable Object list) {
        return strings(list).stream().map(duty -> duty.contains(".") ? duty : business.name().toLowerCase(Locale.ROOT) + "." + duty)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<String> strings(@Nullable Object list) {
        return list == null ? List.of() : new ArrayList<>((List<?>) list).stream().map(String::valueOf).toList();
    }

    private static Set<String> names(@Nullable Object list) {
        return new LinkedHashSet<>(strings(list));
    }
}
