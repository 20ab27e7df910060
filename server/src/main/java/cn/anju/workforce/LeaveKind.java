package cn.anju.workforce;

/** 假别。 */
enum LeaveKind {
    PERSONAL("事假"),
    SICK("病假"),
    ANNUAL("年假"),
    COMPENSATORY("调休"),
    MARRIAGE("婚假"),
    MATERNITY("产假"),
    BEREAVEMENT("丧假"),
    OFFICIAL("公差");

    final String label;

    LeaveKind(String label) {
        this.label = label;
    }
}
