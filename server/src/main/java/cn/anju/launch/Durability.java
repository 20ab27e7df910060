package cn.anju.launch;

import java.util.List;

/** 数据库把已确认的事写得多牢。 */
public enum Durability {

    /** 断电不丢：生产只用这一种。 */
    DURABLE(List.of("fsync=on", "synchronous_commit=on", "full_page_writes=on")),

    /** 测试专用，快但不保断电；口令的散列也只算一遍（测试连接上千次）；一次测试起好几个应用，各有两池连接。 */
    RELAXED_FOR_TESTS(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off", "scram_iterations=1", "max_connections=300"));

    private final List<String> settings;

    Durability(List<String> settings) {
        this.settings = settings;
    }

    List<String> settings() {
        return settings;
    }
}
