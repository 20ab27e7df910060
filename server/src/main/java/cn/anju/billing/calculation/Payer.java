package cn.anju.billing.calculation;

/** 由谁缴：业主，或开发商（没有交房日期的房屋）。 */
public enum Payer {
    OWNER, DEVELOPER
}
