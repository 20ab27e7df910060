package cn.anju.workforce;

/** 交的是哪一班；夜班从头一天晚上算起。 */
public enum HandoverShift {
    EARLY("早班"),
    DAY("白班"),
    LATE("晚班"),
    NIGHT("夜班");

    public final String label;

    HandoverShift(String label) {
        this.label = label;
    }
}
