package cn.anju.collection.contact;

/** 住户怎么说。 */
public enum Outcome {
    PROMISED("答应缴"), REFUSED("拒缴"), UNREACHED("没联系上"), HARDSHIP("有困难"), DISPUTED("有异议"), NOTED("知道了");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
