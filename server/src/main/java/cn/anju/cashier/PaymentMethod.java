package cn.anju.cashier;

import cn.anju.ledger.Accounts;

/** 付款方式，以及它记到哪个科目。 */
public enum PaymentMethod {
    CASH("现金", Accounts.CASH),
    WECHAT("微信", Accounts.OTHER_FUNDS),
    ALIPAY("支付宝", Accounts.OTHER_FUNDS),
    BANK_TRANSFER("银行转账", Accounts.BANK),
    POS("POS", Accounts.OTHER_FUNDS),
    CHEQUE("支票", Accounts.BANK),
    PREPAYMENT("预存抵扣", Accounts.PREPAYMENT),
    DEPOSIT("押金抵扣", Accounts.DEPOSIT);

    private final String label;
    private final String account;

    PaymentMethod(String label, String account) {
        this.label = label;
        this.account = account;
    }

    public String label() {
        return label;
    }

    /** The account that this money is in. */
    public String account() {
        return account;
    }
}
