package cn.anju.resident.household;

import cn.anju.kernel.CellText;
import java.util.Locale;
import java.util.regex.Pattern;

/** 嘴上答的和登记的是不是一回事：房号的各种说法、汉字的数、带不带量词都算。 */
final class SpokenAnswer {

    private static final Pattern BLANK = Pattern.compile("[\\s,，。]");
    private static final Pattern PLACE = Pattern.compile("号楼|栋|幢|座|单元|#");
    private static final Pattern UNIT = Pattern.compile("(平方米|平米|平方|㎡|口人|个人|室|号|人|口|个|辆|位|户)$");
    private static final Pattern NUMERAL = Pattern.compile("[零〇一二两三四五六七八九十百]+");
    private static final String DIGITS = "零一二三四五六七八九";

    private SpokenAnswer() {}

    static boolean isSame(String expected, String said) {
        return plain(expected).equals(plain(said));
    }

    private static String plain(String text) {
        var bare = UNIT.matcher(PLACE.matcher(BLANK.matcher(CellText.tidy(text).toLowerCase(Locale.ROOT)).replaceAll("")).replaceAll("-")).replaceAll("");
        var dashed = bare.replaceAll("-{2,}", "-").replaceAll("^-|-$", "");
        return NUMERAL.matcher(dashed).matches() ? String.valueOf(number(dashed)) : dashed;
    }

    /** Below a thousand, as people count households and cars. */
    private static int number(String numeral) {
        var sum = 0;
        var digit = 0;
        for (var sign : numeral.toCharArray()) {
            if (sign == '十') {
                sum += (digit == 0 ? 1 : digit) * 10;
                digit = 0;
            } else if (sign == '百') {
                sum += digit * 100;
                digit = 0;
            } else digit = sign == '两' ? 2 : sign == '〇' ? 0 : DIGITS.indexOf(sign);
        }
        return sum + digit;
    }
}
