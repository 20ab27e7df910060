package cn.anju.search;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** 姓名的拼音：名字按人名读音，姓按每一种读音。 */
final class Pinyin {

    /** Surnames that people read in more ways than one, or otherwise than the dictionary says. */
    private static final Map<String, List<String>> SURNAMES = Map.ofEntries(
        Map.entry("单", List.of("shan", "dan", "chan")), Map.entry("解", List.of("xie", "jie")), Map.entry("仇", List.of("qiu", "chou")),
        Map.entry("区", List.of("ou", "qu")), Map.entry("曾", List.of("zeng", "ceng")), Map.entry("查", List.of("zha", "cha")),
        Map.entry("朴", List.of("piao", "pu", "po")), Map.entry("盖", List.of("ge", "gai")), Map.entry("乐", List.of("yue", "le")),
        Map.entry("翟", List.of("zhai", "di")), Map.entry("缪", List.of("miao", "mou")), Map.entry("覃", List.of("qin", "tan")),
        Map.entry("折", List.of("she", "zhe")), Map.entry("种", List.of("chong", "zhong")), Map.entry("召", List.of("shao", "zhao")),
        Map.entry("秘", List.of("bi", "mi")), Map.entry("黑", List.of("he", "hei")), Map.entry("繁", List.of("po", "fan")),
        Map.entry("员", List.of("yun", "yuan")), Map.entry("牟", List.of("mou", "mu")), Map.entry("那", List.of("na", "nuo")),
        Map.entry("能", List.of("nai", "neng")), Map.entry("祭", List.of("zhai", "ji")), Map.entry("车", List.of("che", "ju")),
        Map.entry("俞", List.of("yu", "shu")), Map.entry("谌", List.of("chen", "shen")), Map.entry("相", List.of("xiang")),
        Map.entry("柏", List.of("bai", "bo")), Map.entry("薄", List.of("bo", "bao")), Map.entry("角", List.of("jue", "jiao")),
        Map.entry("尉", List.of("wei", "yu")), Map.entry("华", List.of("hua")), Map.entry("任", List.of("ren")),
        Map.entry("宓", List.of("mi", "fu")), Map.entry("沈", List.of("shen", "chen")), Map.entry("郇", List.of("xun", "huan")),
        Map.entry("隗", List.of("wei", "kui")), Map.entry("阚", List.of("kan")), Map.entry("逄", List.of("pang")),
        Map.entry("佴", List.of("nai", "er")), Map.entry("冼", List.of("xian")), Map.entry("瞿", List.of("qu")),
        Map.entry("令", List.of("ling")), Map.entry("过", List.of("guo")), Map.entry("应", List.of("ying")),
        Map.entry("哈", List.of("ha")), Map.entry("撒", List.of("sa")), Map.entry("都", List.of("du", "dou")),
        Map.entry("尉迟", List.of("yu chi", "wei chi")), Map.entry("万俟", List.of("mo qi", "wan si")), Map.entry("单于", List.of("chan yu", "shan yu")),
        Map.entry("长孙", List.of("zhang sun", "chang sun")), Map.entry("澹台", List.of("tan tai")), Map.entry("宿", List.of("su", "xiu")));

    private static final int LONGEST = 40;

    private Pinyin() {}

    /** ICU takes a good while to build its rules: only when the first name comes along. Each 汉字 is looked up once. */
    private static final class Rules {
        private static final Transliterator NAMES = Transliterator.getInstance("Han-Latin/Names");
        private static final Transliterator WORDS = Transliterator.getInstance("Han-Latin");
        private static final Map<Integer, String> SURNAME = new ConcurrentHashMap<>();
        private static final Map<Integer, String> GIVEN = new ConcurrentHashMap<>();

        static String surname(int han) {
            return SURNAME.computeIfAbsent(han, one -> syllable(NAMES, one));
        }

        static String given(int han) {
            return GIVEN.computeIfAbsent(han, one -> syllable(WORDS, one));
        }

        /** Tones gone, ü kept. */
        private static String syllable(Transliterator rules, int han) {
            var tones = Normalizer.normalize(rules.transliterate(Character.toString(han)), Normalizer.Form.NFD);
            return Normalizer.normalize(tones.replaceAll("[\\u0300\\u0301\\u0304\\u030c]", ""), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT).replaceAll("[^a-zü]+", "");
        }
    }

    /** Every spelling of the name, full and initials, without tones and blanks; nothing for a name without 汉字. */
    static Set<String> of(String name) {
        var han = name.codePoints().filter(Character::isIdeographic).limit(LONGEST).toArray();
        if (han.length == 0) return Set.of();
        var spellings = new LinkedHashSet<String>();
        for (var reading : readings(han)) {
            spellings.add(String.join("", reading).replace('ü', 'u'));
            spellings.add(String.join("", reading).replace('ü', 'v'));
            spellings.add(reading.stream().map(syllable -> syllable.substring(0, 1)).collect(Collectors.joining()).replace('ü', 'u'));
        }
        return spellings;
    }

    private static List<List<String>> readings(int[] han) {
        var all = new ArrayList<List<String>>();
        for (var length = Math.min(2, han.length); length >= 1; length--)
            for (var surname : SURNAMES.getOrDefault(new String(han, 0, length), List.of()))
                all.add(reading(List.of(surname.split(" ")), han));
        all.add(reading(List.of(Rules.surname(han[0])), han));
        all.add(reading(List.of(Rules.given(han[0])), han));
        return all;
    }

    /** The surname as given, the rest by the dictionary; a 汉字 without a reading is left out. */
    private static List<String> reading(List<String> surname, int[] han) {
        return Stream.concat(surname.stream(), Arrays.stream(han).skip(surname.size()).mapToObj(Rules::given))
            .filter(syllable -> !syllable.isEmpty()).toList();
    }
}
