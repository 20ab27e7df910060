package cn.anju.planning;

/** 计划走到哪一步：草拟、等批、执行、总结等批、总结完。退回的计划回到草拟，退回的总结回到执行。 */
enum PlanState {
    DRAFT("草拟"),
    WAITING("等批"),
    APPROVED("执行中"),
    SUMMING("总结等批"),
    SUMMED("已总结");

    final String label;

    PlanState(String label) {
        this.label = label;
    }
}
