package cn.anju.servicedesk.incident;

/** 事件牵连到哪里。 */
enum Reach {
    RISER("同一立管（上下各层同一位置）"),
    ENTRANCE("整个单元"),
    BUILDING("整栋楼"),
    ROOMS("点选的房屋");

    final String label;

    Reach(String label) {
        this.label = label;
    }
}
