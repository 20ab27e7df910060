package cn.anju.servicedesk.ticket;

/** 急不急：急修不分昼夜，计划的不赶。 */
public enum Urgency {
    URGENT("急"),
    NORMAL("一般"),
    PLANNED("计划");

    private final String label;

    Urgency(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
