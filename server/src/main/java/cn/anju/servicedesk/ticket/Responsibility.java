package cn.anju.servicedesk.ticket;

/** 责任归谁。 */
public enum Responsibility {
    OURS("物业"),
    BUILDER("施工方"),
    UTILITY("水电气公司"),
    AUTHORITY("市政部门"),
    OWNER("业主自己"),
    NEIGHBOUR("邻居");

    private final String label;

    Responsibility(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
