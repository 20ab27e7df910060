package cn.anju.cashier.invoice;

/** 发票种类。 */
enum InvoiceKind {
    NORMAL("普通发票"),
    SPECIAL("专用发票");

    final String label;

    InvoiceKind(String label) {
        this.label = label;
    }
}
