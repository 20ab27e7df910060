package cn.anju.metering;

import cn.anju.kernel.CellText;
import cn.anju.kernel.Problem;
import cn.anju.kernel.SheetRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** 一行还没核对的读数：格子里写着什么，读成了什么。 */
record ReadingDraft(int row, String number, Cell<YearMonth> month, Cell<BigDecimal> value, Cell<LocalDate> date, String rollover,
                    Cell<BigDecimal> oldStop, Cell<BigDecimal> newStart, @Nullable String note) {

    static final String MONTH = "抄表月份";
    static final String NUMBER = "表号";
    static final String VALUE = "本期读数";
    static final String DATE = "抄表日期";
    static final String ROLLOVER = "过零";
    static final String OLD_STOP = "换表止码";
    static final String NEW_START = "换表起码";
    static final String NOTE = "备注";

    /** A cell as it is written and what it means; a written cell without a meaning cannot be read. */
    record Cell<T>(String text, @Nullable T meaning) {

        boolean isEmpty() {
            return text.isEmpty();
        }

        static Cell<BigDecimal> figure(@Nullable String text) {
            var tidy = CellText.tidy(text == null ? "" : text);
            return new Cell<>(tidy, CellText.decimal(tidy));
        }
    }

    static ReadingDraft of(SheetRow row) {
        return new ReadingDraft(row.number(), MeterSpelling.number(row.text(NUMBER)), new Cell<>(row.text(MONTH), row.month(MONTH)),
            figure(row, VALUE), new Cell<>(row.text(DATE), row.date(DATE)), row.text(ROLLOVER), figure(row, OLD_STOP),
            figure(row, NEW_START), row.isEmpty(NOTE) ? null : row.text(NOTE));
    }

    /**
     * 核对格子里的写法。
     *
     * @param fallbackDay when no day is written
     * @param keptNote when no note is written
     * @throws Problem 400 {@code reading-missing}, {@code reading-invalid}, {@code rollover-invalid},
     *     {@code replacement-incomplete}, {@code date-invalid}
     */
    ReadingEntry checked(YearMonth readMonth, LocalDate fallbackDay, @Nullable String keptNote) {
        if (value.isEmpty()) throw Problem.invalid("reading-missing", "没有填本期读数");
        if (oldStop.isEmpty() != newStart.isEmpty())
            throw Problem.invalid("replacement-incomplete", "换表要同时填换表止码和换表起码");
        if (!date.isEmpty() && date.meaning() == null) throw Problem.invalid("date-invalid", "抄表日期「%s」不是日期", date.text());
        return new ReadingEntry(readMonth, reading(VALUE, value), isRollover(), oldStop.isEmpty() ? null : reading(OLD_STOP, oldStop),
            newStart.isEmpty() ? null : reading(NEW_START, newStart), date.meaning() == null ? fallbackDay : date.meaning(),
            note == null ? keptNote : note);
    }

    private boolean isRollover() {
        return switch (rollover.toLowerCase(java.util.Locale.ROOT)) {
            case "是", "√", "y", "yes", "1", "true", "过零" -> true;
            case "", "否", "无", "×", "x", "n", "no", "0", "false", "-", "/" -> false;
            default -> throw Problem.invalid("rollover-invalid", "过零「%s」读不懂，请填是或否", rollover);
        };
    }

    private static BigDecimal reading(String column, Cell<BigDecimal> cell) {
        if (cell.meaning() == null) throw Problem.invalid("reading-invalid", "%s「%s」不是数", column, cell.text());
        return Figures.reading(column, cell.meaning());
    }

    private static Cell<BigDecimal> figure(SheetRow row, String column) {
        return new Cell<>(row.text(column), row.decimal(column));
    }
}
