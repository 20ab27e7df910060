package cn.anju.search;

import cn.anju.kernel.CellText;
import java.util.List;
import java.util.Locale;

/** 词的归一。 */
final class SearchSpelling {

    private SearchSpelling() {}

    static String normal(String text) {
        return CellText.tidy(text).toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
    }

    static List<SearchTerm> room(String code) {
        return List.of(new SearchTerm(normal(code), SearchTerm.Why.ROOM));
    }

    static List<SearchTerm> name(String name) {
        return List.of(new SearchTerm(normal(name), SearchTerm.Why.NAME));
    }

    static List<SearchTerm> phone(String phone) {
        return List.of(new SearchTerm(normal(phone), SearchTerm.Why.PHONE));
    }

    static List<SearchTerm> plate(String plate) {
        return List.of(new SearchTerm(normal(plate), SearchTerm.Why.PLATE));
    }

    static List<SearchTerm> number(String number) {
        return List.of(new SearchTerm(normal(number), SearchTerm.Why.NUMBER));
    }
}
