package cn.anju.resident;

import cn.anju.kernel.CellText;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * 车牌：统一成大写、不带点和空格。
 *
 * @param isUsual whether it looks like a plate of the mainland; an unusual one is taken all the same
 */
record Plate(String text, boolean isUsual) {

    private static final Pattern IGNORED = Pattern.compile("[\\s·•・.\\-–—]+");
    private static final Pattern USUAL = Pattern.compile(
        "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使][A-HJ-NP-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳领]");

    static Plate of(String text) {
        var plain = IGNORED.matcher(CellText.tidy(text)).replaceAll("").toUpperCase(Locale.ROOT);
        return new Plate(plain, USUAL.matcher(plain).matches());
    }
}
