package cn.anju.servicedesk.radar;

import cn.anju.servicedesk.ticket.TicketKind;
import java.util.List;

/** 是哪一类毛病，从事由和详情的字眼里认；认不出的按工单种类。 */
enum FaultKind {
    LEAK("漏水渗水", "漏水", "渗水", "滴水", "漏", "渗"),
    BLOCKED("堵塞", "堵", "下水", "反水", "马桶"),
    POWER("电路停电", "跳闸", "停电", "没电", "插座", "电路"),
    LIGHT("照明", "灯", "照明"),
    LIFT("电梯", "电梯", "困人"),
    ENTRY("门禁对讲", "门禁", "对讲", "门铃", "可视"),
    DOOR("门窗", "门", "窗", "闭门器", "锁"),
    WATER("供水", "停水", "水压", "没水", "水龙头"),
    HEAT("供暖", "暖气", "不热", "供暖"),
    GAS("燃气", "燃气", "煤气"),
    WALL("墙面地面", "墙", "地砖", "空鼓", "裂"),
    SMELL("异味", "异味", "臭"),
    NOISE("噪声", "噪", "吵", "响"),
    OTHER("其他");

    final String label;
    private final List<String> words;

    FaultKind(String label, String... words) {
        this.label = label;
        this.words = List.of(words);
    }

    /** The key under which faults are counted together. */
    static String of(TicketKind kind, String said) {
        for (var each : values()) if (each.words.stream().anyMatch(said::contains)) return each.name();
        return kind.name();
    }

    static String label(String key) {
        for (var each : values()) if (each.name().equals(key)) return each.label;
        return TicketKind.valueOf(key).label();
    }
}
