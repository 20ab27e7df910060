package cn.anju.search;

import cn.anju.kernel.CellText;
import cn.anju.search.SearchTerm.Why;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** 词的归一：存的和打的用同一套写法，一个词一个样。 */
final class SearchSpelling {

    private static final int LONGEST = 60;
    private static final Pattern BUILDING = Pattern.compile("(号楼|栋|幢|座|#楼?)");
    private static final Pattern BLANK = Pattern.compile("[\\s·•]+");
    private static final Pattern DASH = Pattern.compile("[—–−_]");
    private static final Pattern ROOM_WORD = Pattern.compile("(室|号)$");
    private static final Pattern DASHES = Pattern.compile("-{2,}");
    private static final Pattern OUTER_DASH = Pattern.compile("^-|-$");
    private static final Pattern LEADING_ZEROS = Pattern.compile("^.*?0*([1-9]\\d*)$");

    private SearchSpelling() {}

    static String normal(String text) {
        var plain = DASH.matcher(BLANK.matcher(CellText.tidy(text).toLowerCase(Locale.ROOT)).replaceAll("")).replaceAll("-");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }

    /** What to look for when this was typed: as it is, and as a room if it reads like one. */
    static Set<String> typed(String query) {
        var wanted = new LinkedHashSet<String>();
        var plain = normal(query);
        wanted.add(plain);
        wanted.add(asRoom(plain));
        if (plain.matches("[\\d-]{6,}")) wanted.add(plain.replace("-", ""));
        wanted.remove("");
        return wanted;
    }

    static List<SearchTerm> room(String code) {
        var plain = asRoom(normal(code));
        var parts = plain.split("-");
        var spellings = new LinkedHashSet<>(List.of(plain, plain.replace("-", "")));
        spellings.add(parts[parts.length - 1]);
        if (parts.length == 3) {
            spellings.add(parts[0] + parts[1] + "-" + parts[2]);
            spellings.add(parts[0] + "-" + parts[2]);
        }
        return terms(Why.ROOM, spellings);
    }

    static List<SearchTerm> name(String name) {
        var terms = new LinkedHashMap<String, Why>();
        terms.put(normal(name), Why.NAME);
        Pinyin.of(name).forEach(spelling -> terms.putIfAbsent(spelling, Why.PINYIN));
        return terms.entrySet().stream().filter(term -> !term.getKey().isEmpty())
            .map(term -> new SearchTerm(term.getKey(), term.getValue())).toList();
    }

    static List<SearchTerm> phone(String phone) {
        var digits = CellText.tidy(phone).replaceAll("\\D", "");
        if (digits.length() < 4) return List.of();
        return terms(Why.PHONE, Set.of(digits, digits.substring(digits.length() - 4)));
    }

    static List<SearchTerm> plate(String plate) {
        var plain = normal(plate).replaceAll("[^\\p{IsHan}a-z0-9]", "");
        var spellings = new LinkedHashSet<>(List.of(plain));
        if (plain.length() > 5) {
            spellings.add(plain.substring(1));
            spellings.add(plain.substring(2));
        }
        return terms(Why.PLATE, spellings);
    }

    static List<SearchTerm> number(String number) {
        var plain = normal(number);
        var spellings = new LinkedHashSet<>(List.of(plain, plain.replaceAll("^.*?(\\d*)$", "$1")));
        var tail = LEADING_ZEROS.matcher(plain);
        if (tail.matches()) spellings.add(tail.group(1));
        return terms(Why.NUMBER, spellings);
    }

    private static String asRoom(String plain) {
        var parts = ROOM_WORD.matcher(BUILDING.matcher(plain).replaceAll("-").replace("单元", "-")).replaceAll("");
        return OUTER_DASH.matcher(DASHES.matcher(parts).replaceAll("-")).replaceAll("");
    }

    private static List<SearchTerm> terms(Why why, Set<String> spellings) {
        return spellings.stream().filter(spelling -> !spelling.isEmpty()).distinct().map(spelling -> new SearchTerm(spelling, why)).toList();
    }
}
