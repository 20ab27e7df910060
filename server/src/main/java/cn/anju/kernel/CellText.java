package cn.anju.kernel;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** 表格里的写法：全角、空格、单位、千分位、各种日期，读成同一个意思。 */
public final class CellText {

    private static final Pattern UNIT = Pattern.compile("(㎡|m²|m2|平方米|平米|平方|元|¥|￥|吨|度|kwh|m³|m3)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d{1,15}(\\.\\d{0,20})?|\\.\\d{1,20})");
    private static final Pattern DAY = Pattern.compile("(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*日?(\\s.*|T.*)?");
    private static final Pattern EIGHT_DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern MONTH = Pattern.compile("(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*月?");
    private static final Pattern SIX_DIGITS = Pattern.compile("(\\d{4})(\\d{2})");

    private CellText() {}

    /** 全角转半角，去掉首尾空白（也去全角空格、不换行空格和零宽字符）。 */
    public static String tidy(String text) {
        if (isPlain(text)) return text.strip();
        var out = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c >= '\uff01' && c <= '\uff5e') out.append((char) (c - 0xfee0));
            else if (c == '\u3000' || c == '\u00a0' || c == '\u2007' || c == '\u202f') out.append(' ');
            else if (c == '\ufeff' || c == '\u200b' || c == '\u0000') continue;
            else out.append(c);
        }
        return out.toString().strip();
    }

    /** ASCII and 汉字 alone, as most cells are. */
    private static boolean isPlain(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0 || c >= 0xa0 && c < 0x3001 || c >= 0xfeff) return false;
        }
        return true;
    }

    /** 数：可带千分位和单位；读不成数为空。Exponents, NaN and the like are no numbers. */
    public static @Nullable BigDecimal decimal(String text) {
        var plain = tidy(text);
        if (plain.startsWith("¥") || plain.startsWith("￥")) plain = plain.substring(1);
        plain = UNIT.matcher(plain).replaceFirst("").strip();
        if (THOUSANDS.matcher(plain).matches()) plain = plain.replace(",", "");
        return DECIMAL.matcher(plain).matches() ? new BigDecimal(plain) : null;
    }

    /** 日期：{@code 2023-04-03 2023/04/03 2023.4.3 2023年4月3日 20230403}；读不成日期为空。 */
    public static @Nullable LocalDate date(String text) {
        var plain = tidy(text);
        var match = DAY.matcher(plain);
        if (!match.matches()) match = EIGHT_DIGITS.matcher(plain);
        return match.matches() ? day(match.group(1), match.group(2), match.group(3)) : null;
    }

    /** 月份：{@code 2026-07 2026/7 2026.07 2026年7月 202607}，或其中一天；读不成月份为空。 */
    public static @Nullable YearMonth month(String text) {
        var plain = tidy(text);
        var match = MONTH.matcher(plain);
        if (!match.matches()) match = SIX_DIGITS.matcher(plain);
        var first = match.matches() ? day(match.group(1), match.group(2), "1") : date(plain);
        return first == null ? null : YearMonth.from(first);
    }

    private static @Nullable LocalDate day(String year, String month, String day) {
        try {
            return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
