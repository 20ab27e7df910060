package cn.anju.billing.relief;

/** 减免走到哪里；CANCELLED 是批了、还没开始就不要了。 */
enum ReliefState {
    WAITING("待审批"), APPROVED("已批准"), REJECTED("未批准"), CANCELLED("已取消");

    private final String label;

    ReliefState(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
