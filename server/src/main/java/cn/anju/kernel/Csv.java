package cn.anju.kernel;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * 写 CSV（UTF-8，无 BOM）。
 *
 * <p>Numbers, money and dates stand plainly. A text that a spreadsheet would run as a formula gets an apostrophe in
 * front, which {@link Sheet} takes away again.
 */
public final class Csv {

    private static final String DANGEROUS = "=+-@\t\r\n\0＝＋－＠'";

    private Csv() {}

    public static <T> byte[] bytes(List<Column<T>> columns, Iterable<T> rows) {
        var out = new ByteArrayOutputStream();
        try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, StandardCharsets.UTF_8)) {
            csv.writeRecord(columns.stream().map(Column::title).toList());
            for (var row : rows) csv.writeRecord(columns.stream().map(column -> text(column, row)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Whether the apostrophe in front is ours. */
    static boolean isGuarded(String field) {
        return field.length() > 1 && field.charAt(0) == '\'' && DANGEROUS.indexOf(field.charAt(1)) >= 0;
    }

    private static <T> String text(Column<T> column, T row) {
        return switch (column.value().apply(row)) {
            case null -> "";
            case BigDecimal figure -> figure.toPlainString();
            case String text -> guarded(text);
            case Object other -> other.toString();
        };
    }

    /** A NUL makes the file something else than text; XML cannot hold it either. */
    private static String guarded(String raw) {
        var text = raw.replace("\0", "");
        return !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
