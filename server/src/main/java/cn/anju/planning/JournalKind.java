package cn.anju.planning;

/** 谁的日志：自己当日的工作，还是整座大厦的一天。 */
enum JournalKind {
    WORK("工作日志"),
    BUILDING("大厦日志");

    final String label;

    JournalKind(String label) {
        this.label = label;
    }
}
