package cn.anju.servicedesk.roster;

import java.util.List;

/** 工种：哪一类毛病；认得的字眼用来猜。 */
public enum Trade {
    WATER("水暖", "水", "漏", "马桶", "下水", "堵", "管", "暖气", "地漏", "阀"),
    WEAK("弱电", "门禁", "对讲", "可视", "门铃", "网络", "监控", "道闸"),
    ELECTRIC("电气", "电", "灯", "开关", "插座", "跳闸"),
    DOOR("门窗锁", "门", "窗", "锁", "闭门器", "合页"),
    BUILDING("土建", "墙", "渗", "瓷砖", "顶", "裂", "地砖"),
    LIFT("电梯", "电梯", "困梯"),
    CLEANING("保洁", "保洁", "清洁", "打扫", "擦"),
    OTHER("其他");

    private final String label;
    private final List<String> words;

    Trade(String label, String... words) {
        this.label = label;
        this.words = List.of(words);
    }

    public String label() {
        return label;
    }

    /** 从说的话里猜：字眼中得最长的算，一样长的先列的算；都没中是其他。 */
    public static Trade guess(String said) {
        var best = OTHER;
        var length = 0;
        for (var trade : values()) {
            var found = trade.words.stream().filter(said::contains).mapToInt(String::length).max().orElse(0);
            if (found > length) {
                best = trade;
                length = found;
            }
        }
        return best;
    }
}
