package cn.anju.kernel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * 写 .xlsx：逐行写出，表头冻结，可有合计行和封面。
 *
 * <p>Texts are inline strings, never formulas, whatever they begin with.
 */
public final class Workbook<T> {

    static final String HEAD_FILL = "E8EEF6";
    private static final int FLUSH_EVERY = 1_000;
    private static final Map<Column.Kind, String> FORMATS = Map.of(
        Column.Kind.TEXT, "@", Column.Kind.MONEY, "#,##0.00", Column.Kind.NUMBER, "General", Column.Kind.DATE, "yyyy-mm-dd");

    private final String sheet;
    private final List<Column<T>> columns;
    private final Map<String, String> cover = new LinkedHashMap<>();

    private Workbook(String sheet, List<Column<T>> columns) {
        this.sheet = sheet;
        this.columns = List.copyOf(columns);
    }

    public static <T> Workbook<T> of(String sheet, List<Column<T>> columns) {
        return new Workbook<>(sheet, columns);
    }

    /** 封面上的一行，如「导出人」「张三」。 */
    public Workbook<T> cover(String label, String text) {
        cover.put(label, text);
        return this;
    }

    public byte[] bytes(Iterable<T> rows) {
        var out = new ByteArrayOutputStream();
        write(out, rows);
        return out.toByteArray();
    }

    public void write(OutputStream out, Iterable<T> rows) {
        try (var book = new org.dhatim.fastexcel.Workbook(out, "Anju", "1.0")) {
            book.setGlobalDefaultFont("Microsoft YaHei", 10);
            try (var page = book.newWorksheet(sheet)) {
                fill(page, rows);
            }
            if (!cover.isEmpty()) try (var page = book.newWorksheet("封面")) {
                fillCover(page);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill(Worksheet page, Iterable<T> rows) throws IOException {
        for (var place = 0; place < columns.size(); place++) {
            page.width(place, columns.get(place).width());
            page.inlineString(0, place, columns.get(place).title());
        }
        page.range(0, 0, 0, Math.max(0, columns.size() - 1)).style().bold().fillColor(HEAD_FILL).borderStyle("thin")
            .verticalAlignment("center").set();
        page.freezePane(0, 1);
        var sums = new HashMap<Integer, BigDecimal>();
        var line = 1;
        var styled = 1;
        for (var row : rows) {
            for (var place = 0; place < columns.size(); place++) {
                var value = columns.get(place).value().apply(row);
                put(page, line, place, value);
                if (columns.get(place).summed() && value instanceof BigDecimal figure) sums.merge(place, figure, BigDecimal::add);
            }
            if (++line - styled < FLUSH_EVERY) continue;
            style(page, styled, line - 1);
            page.flush();
            styled = line;
        }
        if (line > styled) style(page, styled, line - 1);
        if (columns.stream().anyMatch(Column::summed)) sum(page, line, sums);
    }

    private void sum(Worksheet page, int line, Map<Integer, BigDecimal> sums) {
        page.inlineString(line, 0, "合计");
        for (var place = 1; place < columns.size(); place++)
            if (columns.get(place).summed()) put(page, line, place, sums.getOrDefault(place, BigDecimal.ZERO));
        style(page, line, line);
        page.range(line, 0, line, columns.size() - 1).style().bold().set();
    }

    private void style(Worksheet page, int from, int to) {
        for (var place = 0; place < columns.size(); place++) {
            var kind = columns.get(place).kind();
            if (kind != Column.Kind.NUMBER) page.range(from, place, to, place).style().format(FORMATS.get(kind)).set();
        }
    }

    private void fillCover(Worksheet page) {
        page.width(0, 16);
        page.width(1, 60);
        var line = 0;
        for (var entry : cover.entrySet()) {
            page.inlineString(line, 0, entry.getKey());
            page.style(line, 0).bold().set();
            page.inlineString(line++, 1, entry.getValue());
        }
    }

    private static void put(Worksheet page, int line, int place, @Nullable Object value) {
        switch (value) {
            case null -> { }
            case String text -> page.inlineString(line, place, text);
            case BigDecimal figure -> page.value(line, place, figure);
            case LocalDate date -> page.value(line, place, date);
            case Object other -> page.inlineString(line, place, other.toString());
        }
    }
}
