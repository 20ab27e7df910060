package cn.anju.kernel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** 读 .xlsx：逐行，不把整本展开。 */
final class XlsxFile {

    /** Excel shows fifteen digits; the file has seventeen, so that 1.1 stands there as 1.1000000000000001. */
    private static final MathContext SHOWN = new MathContext(15);
    private static final Pattern NOT_FORMAT = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*]|\\\\.|_.|\\*.");
    private static final Pattern DATE_FORMAT = Pattern.compile("[ymdhs]", Pattern.CASE_INSENSITIVE);

    private XlsxFile() {}

    static SheetTable read(byte[] content, List<SheetColumn> columns) {
        var inspection = XlsxInspection.of(content);
        var reader = new TableReader(columns);
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(content), new ReadingOptions(true, true))) {
            for (var sheet : book.getSheets().toList()) {
                try (var rows = sheet.openStream()) {
                    var table = reader.read(sheet.getName(), lines(rows.iterator()), inspection.merges(sheet.getId()));
                    if (table != null) return table;
                }
            }
        } catch (IOException | RuntimeException e) {
            throw e instanceof Problem problem ? problem : XlsxInspection.broken();
        }
        throw reader.missing();
    }

    private static Iterator<TableReader.Line> lines(Iterator<Row> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public TableReader.Line next() {
                var row = rows.next();
                var cells = new @Nullable Object[Math.min(row.getCellCount(), TableReader.MOST_COLUMNS)];
                for (var i = 0; i < cells.length; i++) cells[i] = value(row.getCell(i));
                return new TableReader.Line(row.getRowNum(), cells);
            }
        };
    }

    private static @Nullable Object value(@Nullable Cell cell) {
        if (cell == null) return null;
        return switch (cell.getType()) {
            case EMPTY -> null;
            case STRING -> text(cell.asString());
            case BOOLEAN -> cell.asBoolean();
            case NUMBER -> number(cell);
            case FORMULA -> computed(cell);
            case ERROR -> new SheetRow.Fault(String.valueOf(cell.getRawValue()));
        };
    }

    private static @Nullable Object text(@Nullable String text) {
        return text == null || CellText.tidy(text).isEmpty() ? null : text;
    }

    private static Object number(Cell cell) {
        return isDate(cell) ? cell.asDate() : ((BigDecimal) cell.getValue()).round(SHOWN);
    }

    /** What Excel computed last; a file written by a program may hold formulas without any result. */
    private static @Nullable Object computed(Cell cell) {
        return switch (cell.getValue()) {
            case BigDecimal figure -> isDate(cell) ? SheetRow.moment(figure) : figure.round(SHOWN);
            case String text -> text(text);
            case Boolean truth -> truth;
            case null, default -> new SheetRow.Fault("公式没有结果");
        };
    }

    private static boolean isDate(Cell cell) {
        var id = cell.getDataFormatId();
        if (id != null && (id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 58)) return true;
        var format = cell.getDataFormatString();
        return format != null && !"General".equalsIgnoreCase(format)
            && DATE_FORMAT.matcher(NOT_FORMAT.matcher(format).replaceAll("")).find();
    }
}
