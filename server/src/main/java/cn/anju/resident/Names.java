package cn.anju.resident;

import cn.anju.kernel.CellText;
import java.util.regex.Pattern;

/** 姓名与名称的写法。 */
final class Names {

    private static final Pattern COMPANY = Pattern.compile(
        ".*(公司|集团|银行|中心|合作社|事务所|经营部|工作室|超市|商店|药房|酒店|医院|学校|幼儿园|委员会|协会|厂|店|局|院)(\\(.*\\))?");

    private Names() {}

    /** 去掉首尾和汉字之间的空白；{@code 王 萍} 就是 {@code 王萍}。 */
    static String tidied(String name) {
        return CellText.tidy(name).replaceAll("\\s+", " ").replaceAll("(?<=\\p{IsHan}) (?=\\p{IsHan})", "");
    }

    static boolean isCompany(String name) {
        return name.length() > 4 && COMPANY.matcher(name).matches();
    }
}
