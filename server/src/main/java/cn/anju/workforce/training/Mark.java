package cn.anju.workforce.training;

/** 到场的人学得怎样。 */
enum Mark {
    EXCELLENT("优"),
    GOOD("良"),
    FAIR("合格"),
    POOR("不合格");

    final String label;

    Mark(String label) {
        this.label = label;
    }
}
