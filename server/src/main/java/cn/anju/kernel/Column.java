package cn.anju.kernel;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * 导出表的一栏。
 *
 * @param width in characters
 * @param summed whether the sheet ends with its sum
 */
public record Column<T>(String title, int width, Kind kind, Function<T, @Nullable Object> value, boolean summed) {

    enum Kind { TEXT, MONEY, NUMBER, DATE }

    public static <T> Column<T> text(String title, int width, Function<T, @Nullable String> value) {
        return new Column<>(title, width, Kind.TEXT, value::apply, false);
    }

    public static <T> Column<T> money(String title, int width, Function<T, @Nullable Money> value) {
        return new Column<>(title, width, Kind.MONEY, row -> {
            var money = value.apply(row);
            return money == null ? null : money.yuan();
        }, false);
    }

    public static <T> Column<T> number(String title, int width, Function<T, @Nullable BigDecimal> value) {
        return new Column<>(title, width, Kind.NUMBER, value::apply, false);
    }

    public static <T> Column<T> count(String title, int width, Function<T, Long> value) {
        return new Column<>(title, width, Kind.NUMBER, row -> BigDecimal.valueOf(value.apply(row)), false);
    }

    public static <T> Column<T> date(String title, int width, Function<T, @Nullable LocalDate> value) {
        return new Column<>(title, width, Kind.DATE, value::apply, false);
    }

    /** 末行给出合计。 */
    public Column<T> withSum() {
        return new Column<>(title, width, kind, value, true);
    }
}
