package cn.anju.metering;

import cn.anju.estate.RoomCode;
import cn.anju.kernel.CellText;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 表号、表类型、房号和公摊组的唯一写法。 */
public final class MeterSpelling {

    /** 公摊组：整个小区。 */
    public static final String WHOLE = "全区";

    private static final Set<String> WHOLE_WORDS = Set.of(WHOLE, "全小区", "小区", "整个小区", "全部");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern JOINED = Pattern.compile("([^-]+?(?:栋|幢|座|号楼))([^-]+)");
    private static final Pattern JOINED_ENTRANCE = Pattern.compile("([^-]+?单元)([^-]+)");

    private MeterSpelling() {}

    /** 表类型：{@code 水表} 就是 {@code 水}。 */
    public static String kind(@Nullable String text) {
        var bare = bare(text);
        return bare.length() > 1 && bare.endsWith("表") ? bare.substring(0, bare.length() - 1) : bare;
    }

    static String number(@Nullable String text) {
        return bare(text);
    }

    /** What a cell may mean as a room code, the likeliest first: as written, then part by part ({@code 3栋2单元101室}). */
    static List<String> rooms(String text) {
        var parts = parts(text);
        var normal = switch (parts.size()) {
            case 2 -> RoomCode.normalize(parts.get(0), null, parts.get(1));
            case 3 -> RoomCode.normalize(parts.get(0), parts.get(1), parts.get(2));
            default -> bare(text);
        };
        return Stream.of(bare(text), normal).distinct().toList();
    }

    /** 公摊组：{@code 3栋2单元} 是 {@code 3-2}，{@code 3号楼} 是 {@code 3}；读不懂的是空。 */
    static @Nullable String shareGroup(String text) {
        if (WHOLE_WORDS.contains(bare(text))) return WHOLE;
        var parts = parts(text);
        if (parts.isEmpty() || parts.size() > 2) return null;
        var building = RoomCode.building(parts.getFirst());
        if (building.isEmpty()) return null;
        var entrance = parts.size() == 1 ? "" : RoomCode.entrance(parts.get(1));
        return entrance.isEmpty() ? building : building + "-" + entrance;
    }

    private static List<String> parts(String text) {
        var split = JOINED.matcher(bare(text)).replaceFirst("$1-$2");
        split = JOINED_ENTRANCE.matcher(split).replaceFirst("$1-$2");
        return Stream.of(split.split("-")).filter(part -> !part.isEmpty()).toList();
    }

    private static String bare(@Nullable String text) {
        return text == null ? "" : BLANKS.matcher(CellText.tidy(text)).replaceAll("");
    }
}
