package cn.anju.billing;

import cn.anju.kernel.Money;
import java.math.BigDecimal;

/**
 * 一笔临时收费（门禁卡、临时用电 …），当场成账、当场收。
 *
 * @param code code on the price list, at most 20 characters
 * @param name what the receipt calls it
 */
public record OneOffCharge(String code, String name, BigDecimal quantity, Money amount) {}
