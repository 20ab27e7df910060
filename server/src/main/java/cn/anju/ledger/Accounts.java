package cn.anju.ledger;

/** 标准科目：每个收款主体的科目表里都有。 */
public final class Accounts {

    /** 库存现金。 */
    public static final String CASH = "1001";
    /** 银行存款。 */
    public static final String BANK = "1002";
    /** 其他货币资金（微信、支付宝、POS 在途）。 */
    public static final String OTHER_FUNDS = "1012";
    /** 应收账款。 */
    public static final String RECEIVABLE = "1122";
    /** 待处理财产损溢（长短款）。 */
    public static final String VARIANCE = "1901";
    /** 预收账款（住户预存）。 */
    public static final String PREPAYMENT = "2203";
    /** 合同负债（已出账、尚未到期的月份）。 */
    public static final String DEFERRED_INCOME = "2204";
    /** 销项税额。 */
    public static final String OUTPUT_TAX = "222101";
    /** 其他应付款-代收（水、电、暖）。 */
    public static final String PASS_THROUGH = "224101";
    /** 其他应付款-押金。 */
    public static final String DEPOSIT = "224102";
    /** 其他应付款-代开发商收款。 */
    public static final String DEVELOPER = "224103";
    /** 本年利润：期初余额的对方科目，年末损益转入。 */
    public static final String OPENING = "4103";
    /** 利润分配（未分配利润）：年末由本年利润转入。 */
    public static final String RETAINED = "4104";
    /** 主营业务收入。 */
    public static final String INCOME = "6001";
    /** 其他业务收入。 */
    public static final String OTHER_INCOME = "6051";
    /** 营业外收入（违约金）。 */
    public static final String NON_OPERATING_INCOME = "6301";
    /** 营业外支出。 */
    public static final String NON_OPERATING_EXPENSE = "6711";

    private Accounts() {}
}
