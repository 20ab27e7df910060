package cn.anju.workforce.training;

/** 什么培训；带教、示教、队伍训练要逐人评定。 */
enum TrainingKind {
    POST("岗位培训", false),
    INDUCTION("新员工示教", true),
    COACHING("带教", true),
    LAW("法规宣讲", false),
    GUARD("学习与体能", true),
    SAFETY("安全消防", false),
    OTHER("其他", false);

    final String label;
    final boolean isMarked;

    TrainingKind(String label, boolean isMarked) {
        this.label = label;
        this.isMarked = isMarked;
    }
}
