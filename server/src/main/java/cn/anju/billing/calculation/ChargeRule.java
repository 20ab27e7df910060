package cn.anju.billing.calculation;

import java.math.BigDecimal;

/** 计费方式：一个收费标准怎样算出一间房的金额。 */
public sealed interface ChargeRule {

    /** 按面积：元每平方米每月。 */
    record ByArea(BigDecimal unitPrice) implements ChargeRule {}

    /** 固定：元每月。 */
    record Fixed(BigDecimal perMonth) implements ChargeRule {}

    /** 按表：用量乘单价，可分档；{@code isYearly} 时各档按全年累计用量填满，否则每月重新开始。 */
    record Metered(TieredPrice price, boolean isYearly, String meterKind) implements ChargeRule {}

    /** 公摊：公共表的用量乘单价，分给组里的房屋。 */
    record Shared(BigDecimal unitPrice, String meterKind, ShareBasis basis) implements ChargeRule {}
}
