package cn.anju.register;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 台账的一栏。
 *
 * @param key the name in the data, fixed for good; empty for a new one, which the server then names
 * @param choices what a CHOICE may be
 * @param unit behind the figure: 元, ℃, 把 …
 * @param hint what to write, shown in the empty field
 * @param minimum of a number
 * @param maximum of a number
 * @param longest of a text, in characters
 */
record Field(@Nullable @Pattern(regexp = "([a-z][a-z0-9_]{0,40})?", message = "栏目的内部名称不对") String key,
             @NotBlank(message = "请填栏目名称") @Size(max = 40, message = "栏目名称最多 40 字") String label, @NotNull(message = "请选填写方式") FieldType type,
             boolean required, @Nullable @Size(max = 40, message = "最多 40 个选项") List<@NotBlank(message = "选项不能空着") @Size(max = 60, message = "选项最多 60 字") String> choices,
             @Nullable @Size(max = 12, message = "单位最多 12 字") String unit, @Nullable @Size(max = 100, message = "填写提示最多 100 字") String hint,
             @Nullable BigDecimal minimum, @Nullable BigDecimal maximum, @Nullable Integer longest) {

    private static final int LINE = 200;
    private static final int PARAGRAPH = 2000;

    Field {
        choices = choices == null ? List.of() : List.copyOf(choices);
        key = key == null ? "" : key;
    }

    int longestText() {
        return longest != null ? longest : type == FieldType.LONG_TEXT ? PARAGRAPH : LINE;
    }

    Field named(String name) {
        return new Field(name, label.strip(), type, required, choices.stream().map(String::strip).distinct().toList(), blank(unit), blank(hint), minimum, maximum, longest);
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
