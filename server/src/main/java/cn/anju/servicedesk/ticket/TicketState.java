package cn.anju.servicedesk.ticket;

/** 工单办到哪一步。 */
public enum TicketState {
    OPEN("待办"),
    WORKING("在办"),
    PAUSED("暂停"),
    DONE("办完待回访"),
    CLOSED("办结"),
    CANCELLED("作废");

    private final String label;

    TicketState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public boolean isEnded() {
        return this == CLOSED || this == CANCELLED;
    }
}
