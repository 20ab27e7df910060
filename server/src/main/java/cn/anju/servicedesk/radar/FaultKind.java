package cn.anju.servicedesk.radar;

import cn.anju.servicedesk.ticket.TicketKind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** 是哪一类毛病，从事由的字眼里认，事由认不出再看详情；都认不出的不算哪一类，不数屡修。 */
enum FaultKind {
    LEAK("漏水渗水", "漏水", "渗水", "滴水", "漏", "渗", "水龙头漏", "水龙头滴"),
    BLOCKED("堵塞", "堵", "下水", "反水", "马桶"),
    POWER("电路停电", "跳闸", "停电", "没电", "插座", "电路", "漏电"),
    LIGHT("照明", "灯", "照明"),
    LIFT("电梯", "电梯", "困人"),
    ENTRY("门禁对讲", "门禁", "对讲", "门铃", "可视"),
    DOOR("门窗", "门", "窗", "闭门器", "锁"),
    WATER("供水", "停水", "水压", "没水", "水龙头"),
    HEAT("供暖", "暖气", "不热", "供暖"),
    GAS("燃气", "燃气", "煤气", "漏气"),
    WALL("墙面地面", "墙", "地砖", "空鼓", "裂"),
    SMELL("异味", "异味", "臭"),
    NOISE("噪声", "噪", "吵", "响"),
    OTHER("其他");

    /** Words that hold one of the above and mean nothing of the kind. */
    private static final List<String> EMPTY = List.of("上门", "部门", "专门", "出门", "进门", "门口", "阀门", "门牌", "影响", "反响", "响应", "窗口", "下水井盖");

    final String label;
    private final List<String> words;

    FaultKind(String label, String... words) {
        this.label = label;
        this.words = List.of(words);
    }

    /**
     * 最具体的算数：对上的字眼最长的那一类；一样长的，对上字眼多的；还一样，先说到的。
     *
     * @return {@link #OTHER} when no word is found: such faults are not counted together
     */
    static FaultKind of(String title, String detail) {
        return best(title).or(() -> best(detail)).orElse(OTHER);
    }

    private static Optional<FaultKind> best(String text) {
        var said = text;
        for (var each : EMPTY) said = said.replace(each, "　");
        var heard = said;
        return Arrays.stream(values()).filter(each -> each.longest(heard) > 0)
            .min(Comparator.<FaultKind>comparingInt(each -> -each.longest(heard)).thenComparingLong(each -> -each.hits(heard)).thenComparingInt(each -> each.first(heard)));
    }

    private int longest(String said) {
        return words.stream().filter(said::contains).mapToInt(String::length).max().orElse(0);
    }

    private long hits(String said) {
        return words.stream().filter(said::contains).count();
    }

    private int first(String said) {
        return words.stream().filter(said::contains).mapToInt(said::indexOf).min().orElse(Integer.MAX_VALUE);
    }

    /** Before kinds could be put right, what no word matched was counted under the kind of its ticket. */
    static FaultKind read(String key) {
        return Arrays.stream(values()).filter(each -> each.name().equals(key)).findFirst().orElse(OTHER);
    }

    static String label(String key) {
        for (var each : values()) if (each.name().equals(key)) return each.label;
        return TicketKind.valueOf(key).label();
    }
}
