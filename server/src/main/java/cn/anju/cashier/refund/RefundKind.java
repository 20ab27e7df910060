package cn.anju.cashier.refund;

/** 退的是什么钱。 */
public enum RefundKind {
    DEPOSIT("押金", "deposit-return"), PREPAYMENT("预存款", "refund"), PAYMENT("收错的款", "refund");

    private final String label;
    private final String approval;

    RefundKind(String label, String approval) {
        this.label = label;
        this.approval = approval;
    }

    public String label() {
        return label;
    }

    /** Key of the approval that it needs. */
    String approval() {
        return approval;
    }
}
