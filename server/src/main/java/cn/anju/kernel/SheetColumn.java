package cn.anju.kernel;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * 表里的一栏：按名字找，不按位置找。
 *
 * @param name the name as printed in the head; blanks, brackets, units and full-width forms do not matter
 * @param required a sheet without it is refused
 * @param alsoCalled other names of the same column
 * @param example what stands there in the template's example row
 */
public record SheetColumn(String name, boolean required, List<String> alsoCalled, String example) {

    public SheetColumn(String name, boolean required, List<String> alsoCalled) {
        this(name, required, alsoCalled, "");
    }

    public static SheetColumn required(String name) {
        return new SheetColumn(name, true, List.of());
    }

    public static SheetColumn optional(String name) {
        return new SheetColumn(name, false, List.of());
    }

    /** Where it stands among the heads: those with exactly its name, else those that differ in brackets and units only. */
    List<Integer> placesIn(List<String> heads) {
        var exact = places(heads, SheetColumn::squeezed);
        return exact.isEmpty() ? places(heads, SheetColumn::bare) : exact;
    }

    private List<Integer> places(List<String> heads, UnaryOperator<String> spelling) {
        var names = Stream.concat(Stream.of(name), alsoCalled.stream()).map(spelling).toList();
        return IntStream.range(0, heads.size()).filter(place -> !heads.get(place).isEmpty()
            && names.contains(spelling.apply(heads.get(place)))).boxed().toList();
    }

    /** Without what a head carries besides the name: blanks, marks of a required column, the unit in brackets. */
    private static String bare(String text) {
        return squeezed(text).replaceAll("\\([^()]*\\)|\\[[^\\[\\]]*]|【[^】]*】|[*:]|(㎡|m²)$", "");
    }

    private static String squeezed(String text) {
        return CellText.tidy(text).replaceAll("\\s+", "");
    }
}
