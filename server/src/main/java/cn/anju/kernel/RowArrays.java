package cn.anju.kernel;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * 整批的行，一栏一个数组，给 {@code unnest} 用：几万行不必先拼成 JSON 再拆开。
 *
 * <p>The arrays are named like the components of the record. Whatever is no number, truth or bytes goes as text, which the
 * SQL casts: a day by {@code ::date}, a figure by {@code ::numeric}.
 */
public final class RowArrays {

    private RowArrays() {}

    /** @return the parameters of a statement: component → array */
    public static <R extends Record> Map<String, Object> of(Class<R> shape, List<R> rows) {
        var arrays = new HashMap<String, Object>();
        for (var component : shape.getRecordComponents()) arrays.put(component.getName(), array(component, rows));
        return arrays;
    }

    private static <R extends Record> Object array(RecordComponent component, List<R> rows) {
        component.getAccessor().setAccessible(true);
        Function<R, @Nullable Object> value = row -> value(component, row);
        return switch (component.getType().getName()) {
            case "long", "java.lang.Long" -> rows.stream().map(value).toArray(Long[]::new);
            case "int", "java.lang.Integer" -> rows.stream().map(value).toArray(Integer[]::new);
            case "boolean", "java.lang.Boolean" -> rows.stream().map(value).toArray(Boolean[]::new);
            case "[B" -> rows.stream().map(value).toArray(byte[][]::new);
            default -> rows.stream().map(value.andThen(RowArrays::text)).toArray(String[]::new);
        };
    }

    private static @Nullable Object value(RecordComponent component, Record row) {
        try {
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal figure -> figure.toPlainString();
            case Enum<?> constant -> constant.name();
            default -> value.toString();
        };
    }
}
