package cn.anju.cashier.remittance;

/** 解款单的状态；签收、退回以后不再变。 */
enum RemittanceState {
    HANDED("待签收"),
    SIGNED("已签收"),
    RETURNED("已退回");

    final String label;

    RemittanceState(String label) {
        this.label = label;
    }
}
