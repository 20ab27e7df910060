package cn.anju.collection.contact;

/** 催缴的方式。没有停水、停电、限制出入这一类，也不会有（民法典第944条）。 */
public enum Way {
    PHONE("电话"), VISIT("上门"), MESSAGE("短信微信"), LETTER("书面");

    private final String label;

    Way(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
