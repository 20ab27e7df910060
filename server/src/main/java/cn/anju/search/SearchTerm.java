package cn.anju.search;

import java.util.List;

/**
 * 一个搜得到的词，已归一；用工厂方法做。
 *
 * @param term normalised: lower case, half-width, no blanks
 * @param why what it is, shown beside the result
 */
public record SearchTerm(String term, Why why) {

    /** 凭什么找到的。 */
    public enum Why {
        ROOM("房号"), NAME("姓名"), TITLE("标题"), PINYIN("拼音"), PHONE("电话"), PLATE("车牌"), NUMBER("编号");

        final String label;

        Why(String label) {
            this.label = label;
        }
    }

    /** 房号的各种写法，如 {@code 3-2-1201}、{@code 32-1201}、{@code 3栋2单元1201}、{@code 3-1201}、{@code 1201}。 */
    public static List<SearchTerm> room(String code) {
        return SearchSpelling.room(code);
    }

    /** 姓名或名称：原文、全拼、首字母，姓的每一种读音。 */
    public static List<SearchTerm> name(String name) {
        return SearchSpelling.name(name);
    }

    /** 标题：原文、全拼、首字母。 */
    public static List<SearchTerm> title(String title) {
        return SearchSpelling.name(title).stream().map(term -> term.why() == Why.NAME ? new SearchTerm(term.term(), Why.TITLE) : term).toList();
    }

    /** 电话：整个号码和后四位。 */
    public static List<SearchTerm> phone(String phone) {
        return SearchSpelling.phone(phone);
    }

    /** 车牌：整块和去掉省份的部分。 */
    public static List<SearchTerm> plate(String plate) {
        return SearchSpelling.plate(plate);
    }

    /** 单号、表号、收据号：整个号码和去掉前导部分的尾数。 */
    public static List<SearchTerm> number(String number) {
        return SearchSpelling.number(number);
    }
}
