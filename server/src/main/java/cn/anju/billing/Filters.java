package cn.anju.billing;

import cn.anju.kernel.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 列表的筛选条件。 */
final class Filters {

    private Filters() {}

    /** 几个选项里的一个，大小写都认；空为不筛。 @throws Problem 400 with this code */
    static <E extends Enum<E>> @Nullable E choice(Class<E> type, @Nullable String text, String code) {
        if (text == null || text.isBlank()) return null;
        for (var constant : type.getEnumConstants())
            if (constant.name().equals(text.toUpperCase(Locale.ROOT))) return constant;
        throw Problem.invalid(code, "没有这个选项，可用的有：%s", Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining("、")));
    }

    static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
