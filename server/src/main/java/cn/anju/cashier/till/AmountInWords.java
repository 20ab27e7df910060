package cn.anju.cashier.till;

import cn.anju.kernel.Money;

/** 金额大写：壹万零叁拾元整、伍角陆分。 */
public final class AmountInWords {

    private static final String DIGITS = "零壹贰叁肆伍陆柒捌玖";
    private static final String[] PLACES = {"", "拾", "佰", "仟"};
    private static final String[] GROUPS = {"", "万", "亿"};

    private AmountInWords() {}

    public static String of(Money money) {
        if (money.isNegative()) return "负" + of(money.negated());
        var text = money.toString();
        var point = text.indexOf('.');
        var yuan = whole(text.substring(0, point));
        var jiao = text.charAt(point + 1) - '0';
        var fen = text.charAt(point + 2) - '0';
        if (yuan.isEmpty() && jiao == 0 && fen == 0) return "零元整";
        var words = new StringBuilder(yuan);
        if (!yuan.isEmpty()) words.append('元');
        if (jiao == 0 && fen == 0) return words.append('整').toString();
        if (jiao > 0) words.append(digit(jiao)).append('角');
        else if (!yuan.isEmpty()) words.append('零');
        return fen > 0 ? words.append(digit(fen)).append('分').toString() : words.append('整').toString();
    }

    /** Digits in groups of four; a run of zeros between two other digits is spoken as one 零. */
    private static String whole(String digits) {
        var words = new StringBuilder();
        var isZeroDue = false;
        var isGroupSpoken = false;
        for (var i = 0; i < digits.length(); i++) {
            var place = digits.length() - 1 - i;
            var value = digits.charAt(i) - '0';
            if (value == 0) {
                isZeroDue = !words.isEmpty();
            } else {
                if (isZeroDue) words.append('零');
                words.append(digit(value)).append(PLACES[place % 4]);
                isZeroDue = false;
                isGroupSpoken = true;
            }
            if (place % 4 == 0 && isGroupSpoken) {
                words.append(GROUPS[place / 4]);
                isGroupSpoken = false;
            }
        }
        return words.toString();
    }

    private static char digit(int value) {
        return DIGITS.charAt(value);
    }
}
