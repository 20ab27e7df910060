package cn.anju.servicedesk.ticket;

/** 工单的种类，和编号的字头。 */
public enum TicketKind {
    REPAIR("报修", "WX"),
    COMPLAINT("投诉", "TS"),
    ENQUIRY("咨询", "ZX"),
    SUGGESTION("建议", "JY"),
    ERRAND("委托", "WT"),
    PAID_SERVICE("有偿服务", "YC"),
    DISPUTE("邻里纠纷", "JF"),
    PRAISE("表扬", "BY"),
    NEGATIVE("负面信息", "FM");

    private final String label;
    private final String prefix;

    TicketKind(String label, String prefix) {
        this.label = label;
        this.prefix = prefix;
    }

    /** 投诉一类的事，每件有一卷，只往上报，不平级转。 */
    public boolean hasFile() {
        return this == COMPLAINT || this == DISPUTE || this == NEGATIVE;
    }

    public String label() {
        return label;
    }

    public String prefix() {
        return prefix;
    }
}
