package cn.anju.cashier;

/** 押金的种类，各是一本账。 */
public enum DepositKind {
    RENOVATION("装修押金"), RENOVATION_WASTE("装修垃圾清运费"), KEY("钥匙押金"), OTHER("其他押金");

    private final String label;

    DepositKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** What an old book's note says it is. */
    public static DepositKind named(String text) {
        if (text.contains("清运")) return RENOVATION_WASTE;
        if (text.contains("装修")) return RENOVATION;
        return text.contains("钥匙") ? KEY : OTHER;
    }
}
