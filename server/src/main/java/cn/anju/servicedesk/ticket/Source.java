package cn.anju.servicedesk.ticket;

/** 从哪里来的。 */
public enum Source {
    PHONE("来电"),
    COUNTER("来访"),
    LETTER("来信"),
    STEWARD("管家走访"),
    ROUND("员工巡查"),
    APP("住户自助"),
    QUALITY("品质部转来");

    private final String label;

    Source(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** 住户自己说的：要留姓名、电话，好回话。 */
    public boolean isResident() {
        return this == PHONE || this == COUNTER || this == LETTER || this == APP;
    }

    /** 当面或电话里说的：可以当场复述、答应时间。 */
    public boolean isSpoken() {
        return this == PHONE || this == COUNTER;
    }

    /** 同事走访、巡查看到的、带回来的：要说是哪一位同事。 */
    public boolean isColleague() {
        return this == STEWARD || this == ROUND;
    }
}
