package cn.anju.planning;

/** 任务从哪里来。协助和交办不同：谁都可以请人协助，交办、目标责任要带人的才下。 */
enum TaskKind {
    ASSIGNED("上级交办"),
    TARGET("目标责任"),
    HELP("协助"),
    MEETING("会议决议");

    final String label;

    TaskKind(String label) {
        this.label = label;
    }
}
