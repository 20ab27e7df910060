package cn.anju.ledger;

/** 凭证因何事而记。 */
public enum EntryKind {
    BILL_RUN("出账"),
    BILL_RUN_UNDO("撤销出账"),
    ONE_OFF("临时收费"),
    PAYMENT("收款"),
    PAYMENT_VOID("收款作废"),
    PREPAYMENT_USE("预存抵扣"),
    DISCOUNT("优惠与抹零"),
    WAIVER("减免"),
    BILL_REVERSAL("账单冲销"),
    INCOME_RELEASE("合同负债结转"),
    SHIFT_VARIANCE("长短款"),
    DEPOSIT("押金"),
    REFUND("退款"),
    AGENCY_PAYOUT("代收款移交"),
    CHEQUE_BOUNCED("退票"),
    EXPENSE("费用报销"),
    REMITTANCE("解款"),
    OPENING("期初余额"),
    PROFIT_CLOSING("损益结转"),
    MANUAL("手工凭证");

    private final String label;

    EntryKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
