package cn.anju.estate;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * 房号的唯一写法：{@code 楼栋-单元-房号}，没有单元的是 {@code 楼栋-房号}。
 *
 * <p>What people write in front of and behind the bare names ({@code 3号楼}, {@code 2单元}, {@code 101室}, blanks,
 * full-width letters) is taken away, so that one room has one code.
 */
public final class RoomCode {

    private static final Pattern BLANK = Pattern.compile("[\\s\\u00a0\\u200b\\ufeff]+");
    private static final Pattern BUILDING_WORD = Pattern.compile("(?<=.)(栋|幢|座|号楼|#楼|号|#)$");
    private static final Pattern ENTRANCE_WORD = Pattern.compile("(?<=.)(单元)$");
    private static final Pattern NUMBER_WORD = Pattern.compile("(?<=.)(室)$");
    private static final Pattern NONE = Pattern.compile("[-—–/／]*|无");

    private static final Pattern WHOLE = Pattern.compile("\\d+\\.0+");

    private RoomCode() {}

    /** 三段写法合成一个房号。 */
    public static String normalize(String building, @Nullable String entrance, String number) {
        return of(building(building), entrance(entrance), number(number));
    }

    /** Joins parts that are normal already; an empty entrance is none. */
    public static String of(String building, @Nullable String entrance, String number) {
        return entrance == null || entrance.isEmpty() ? building + "-" + number : building + "-" + entrance + "-" + number;
    }

    /** 楼栋：{@code 3栋 3号楼 3幢 3座 ３} 都是 {@code 3}。 */
    public static String building(@Nullable String text) {
        return BUILDING_WORD.matcher(bare(text)).replaceFirst("");
    }

    /** 单元：{@code 2单元} 是 {@code 2}；没有的是空。 */
    public static String entrance(@Nullable String text) {
        var bare = bare(text);
        return NONE.matcher(bare).matches() ? "" : ENTRANCE_WORD.matcher(bare).replaceFirst("");
    }

    /** 房号：{@code 101室} 是 {@code 101}。 */
    public static String number(@Nullable String text) {
        return NUMBER_WORD.matcher(bare(text)).replaceFirst("");
    }

    /** Without blanks, full-width characters made narrow; what Excel calls 101.0 is 101. */
    static String bare(@Nullable String text) {
        if (text == null) return "";
        var narrow = BLANK.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
        return WHOLE.matcher(narrow).matches() ? narrow.substring(0, narrow.indexOf('.')) : narrow;
    }
}
