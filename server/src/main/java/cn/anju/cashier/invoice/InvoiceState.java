package cn.anju.cashier.invoice;

/** 一张发票到了哪一步。 */
enum InvoiceState {
    REQUESTED("待开具"),
    ISSUED("已开具"),
    CANCELLED("已取消"),
    RED("已红冲");

    final String label;

    InvoiceState(String label) {
        this.label = label;
    }
}
