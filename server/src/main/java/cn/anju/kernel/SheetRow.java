package cn.anju.kernel;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 一行数据，按栏名取值。
 *
 * <p>A cell holds a text, a number, a date, a truth value or an Excel error; a formula stands as the value that Excel
 * computed last. Columns are named as they were asked for in {@link SheetColumn#name}.
 */
public final class SheetRow {

    /** An Excel error such as {@code #N/A}; it is neither empty nor a value. */
    record Fault(String text) {}

    private static final LocalDate SERIAL_ZERO = LocalDate.of(1899, 12, 30);
    private static final BigDecimal LAST_SERIAL = new BigDecimal(2_958_465);

    private final int number;
    private final Map<String, Integer> places;
    private final @Nullable Object[] cells;

    SheetRow(int number, Map<String, Integer> places, @Nullable Object[] cells) {
        this.number = number;
        this.places = places;
        this.cells = cells;
    }

    /** The row's number in Excel, from 1. */
    public int number() {
        return number;
    }

    /** Whether nothing stands in this column (or the sheet does not have it). */
    public boolean isEmpty(String column) {
        return text(column).isEmpty();
    }

    /** 文字：半角、去首尾空白；空为空串。A number comes without trailing zeros, a date as 2023-04-03. */
    public String text(String column) {
        return shown(cell(column));
    }

    /** 数；空的、读不成数的都是空。 */
    public @Nullable BigDecimal decimal(String column) {
        return switch (cell(column)) {
            case BigDecimal figure -> figure;
            case String text -> CellText.decimal(text);
            case null, default -> null;
        };
    }

    /** 日期；空的、读不成日期的都是空。 */
    public @Nullable LocalDate date(String column) {
        return switch (cell(column)) {
            case LocalDateTime moment -> moment.toLocalDate();
            case BigDecimal figure -> dateOf(figure);
            case String text -> CellText.date(text);
            case null, default -> null;
        };
    }

    /** 月份；空的、读不成月份的都是空。 */
    public @Nullable YearMonth month(String column) {
        return switch (cell(column)) {
            case LocalDateTime moment -> YearMonth.from(moment);
            case BigDecimal figure -> monthOf(figure);
            case String text -> CellText.month(text);
            case null, default -> null;
        };
    }

    /** 每一格原来的样子，依表头的次序（给「错误」回表用）。 */
    public String shownAt(int place) {
        return place < cells.length ? shown(cells[place]) : "";
    }

    @Nullable Object cellAt(int place) {
        return place < cells.length ? cells[place] : null;
    }

    private @Nullable Object cell(String column) {
        var place = places.get(column);
        return place == null ? null : cellAt(place);
    }

    private static String shown(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case String text -> CellText.tidy(text);
            case BigDecimal figure -> figure.signum() == 0 ? "0" : figure.stripTrailingZeros().toPlainString();
            case LocalDateTime moment -> moment.toLocalDate().toString();
            case Boolean truth -> truth ? "是" : "否";
            case Fault fault -> fault.text();
            default -> throw new IllegalStateException("unknown cell " + cell.getClass());
        };
    }

    /** Excel's serial number of a day; the fraction, the time of day, is dropped. */
    static Object moment(BigDecimal serial) {
        var date = dateOf(serial);
        return date == null ? serial : date.atStartOfDay();
    }

    private static @Nullable LocalDate dateOf(BigDecimal figure) {
        var text = figure.stripTrailingZeros().toPlainString();
        if (text.length() == 8) return CellText.date(text);
        if (figure.signum() <= 0 || figure.compareTo(LAST_SERIAL) > 0) return null;
        return SERIAL_ZERO.plusDays(figure.longValue());
    }

    private static @Nullable YearMonth monthOf(BigDecimal figure) {
        var text = figure.stripTrailingZeros().toPlainString();
        try {
            if (text.length() == 6) return CellText.month(text);
            var date = dateOf(figure);
            return date == null ? null : YearMonth.from(date);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
