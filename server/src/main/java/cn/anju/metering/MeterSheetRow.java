package cn.anju.metering;

import cn.anju.kernel.Problem;
import cn.anju.kernel.SheetRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** 仪表清单的一行读成登记的内容。 */
final class MeterSheetRow {

    static final String NUMBER = "表号";
    static final String KIND = "表类型";
    static final String ROOM = "房号";
    static final String GROUP = "公摊组";
    static final String MULTIPLIER = "倍率";
    static final String DIGITS = "位数";
    static final String START = "启用读数";
    static final String START_ON = "启用日期";
    static final String USED = "本年已用量";
    static final String LOCATION = "安装位置";
    static final String NOTE = "备注";

    private static final BigDecimal MOST_DIGITS = BigDecimal.valueOf(12);

    private MeterSheetRow() {}

    /** @throws Problem 400, its code that of the reject */
    static MeterFacts read(SheetRow row, LocalDate booksStart) {
        var number = MeterSpelling.number(row.text(NUMBER));
        if (number.isEmpty()) throw Problem.invalid("meter-no-missing", "没有填表号");
        if (number.length() > 60) throw Problem.invalid("meter-no-invalid", "表号最多 60 字");
        var kind = MeterSpelling.kind(row.text(KIND));
        if (kind.isEmpty()) throw Problem.invalid("kind-missing", "没有填表类型");
        if (kind.length() > 20) throw Problem.invalid("kind-invalid", "表类型最多 20 字");
        if (row.isEmpty(START)) throw Problem.invalid("reading-missing", "没有填启用读数");
        return new MeterFacts(number, kind, row.text(ROOM), row.text(GROUP),
            figure(row, MULTIPLIER, BigDecimal.ONE, "multiplier-invalid", "倍率「%s」不对：要大于 0"), digits(row),
            figure(row, START, BigDecimal.ZERO, "reading-invalid", "启用读数「%s」不是数"), startOn(row, booksStart),
            figure(row, USED, BigDecimal.ZERO, "used-this-year-invalid", "本年已用量「%s」不是数"), text(row, LOCATION), text(row, NOTE))
            .tidied();
    }

    /** The column a refusal is about. */
    static String column(String code) {
        return switch (code) {
            case "kind-missing", "kind-invalid" -> KIND;
            case "room-unknown", "meter-place-missing" -> ROOM;
            case "share-group-invalid", "meter-place-ambiguous" -> GROUP;
            case "multiplier-invalid" -> MULTIPLIER;
            case "digits-invalid" -> DIGITS;
            case "reading-missing", "reading-invalid", "reading-decreased" -> START;
            case "date-invalid" -> START_ON;
            case "used-this-year-invalid" -> USED;
            default -> NUMBER;
        };
    }

    private static int digits(SheetRow row) {
        if (row.isEmpty(DIGITS)) return 6;
        var digits = row.decimal(DIGITS);
        if (digits == null || digits.signum() <= 0 || digits.stripTrailingZeros().scale() > 0 || digits.compareTo(MOST_DIGITS) > 0)
            throw Problem.invalid("digits-invalid", "位数「%s」不对：从 1 到 12", row.text(DIGITS));
        return digits.intValueExact();
    }

    private static LocalDate startOn(SheetRow row, LocalDate booksStart) {
        if (row.isEmpty(START_ON)) return booksStart;
        var day = row.date(START_ON);
        if (day == null) throw Problem.invalid("date-invalid", "启用日期「%s」不是日期", row.text(START_ON));
        return day;
    }

    private static BigDecimal figure(SheetRow row, String column, BigDecimal otherwise, String code, String message) {
        if (row.isEmpty(column)) return otherwise;
        var figure = row.decimal(column);
        if (figure == null) throw Problem.invalid(code, message, row.text(column));
        return figure;
    }

    private static @Nullable String text(SheetRow row, String column) {
        return row.isEmpty(column) ? null : row.text(column);
    }
}
