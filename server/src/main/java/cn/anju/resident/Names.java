package cn.anju.resident;

import cn.anju.kernel.CellText;
import java.util.regex.Pattern;

/** 姓名与名称的写法。 */
final class Names {

    private static final Pattern COMPANY = Pattern.compile(
        ".*(公司|集团|银行|中心|合作社|事务所|经营部|工作室|超市|商店|药房|酒店|医院|学校|幼儿园|委员会|协会|厂|店|局|院)(\\(.*\\))?");

    private static final Pattern BLANK = Pattern.compile("\\s+");
    private static final Pattern BETWEEN_HAN = Pattern.compile("(?<=\\p{IsHan}) (?=\\p{IsHan})");

    private Names() {}

    /** 去掉首尾和汉字之间的空白；{@code 王 萍} 就是 {@code 王萍}。 */
    static String tidied(String name) {
        var tidy = CellText.tidy(name);
        return BLANK.matcher(tidy).find() ? BETWEEN_HAN.matcher(BLANK.matcher(tidy).replaceAll(" ")).replaceAll("") : tidy;
    }

    static boolean isCompany(String name) {
        return name.length() > 4 && COMPANY.matcher(name).matches();
    }
}
