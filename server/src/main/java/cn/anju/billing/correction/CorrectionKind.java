package cn.anju.billing.correction;

/** 更正的是什么。 */
enum CorrectionKind {
    READING("读数"), AREA("面积"), PRICE("收费标准价格"), ASSIGNMENT("适用范围"), HANDOVER("交房日期"), TRANSFER("过户");

    private final String label;

    CorrectionKind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
