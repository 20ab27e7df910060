package cn.anju.planning;

/** 期末对照：一项办得怎样。 */
enum PlanOutcome {
    DONE("完成"),
    PARTLY("部分完成"),
    NOT("未完成");

    final String label;

    PlanOutcome(String label) {
        this.label = label;
    }
}
