package cn.anju.planning;

/** 什么会；外部会议开完要传达，参加的人逐个阅签。 */
enum MeetingKind {
    DEPARTMENT("部门例会"),
    EXTERNAL("外部会议"),
    BUSINESS("经营分析会"),
    TOPIC("专题会");

    final String label;

    MeetingKind(String label) {
        this.label = label;
    }
}
