package cn.anju.job;

import cn.anju.kernel.Money;

/**
 * 收下的行合起来多少钱，写入之前给人核对。
 *
 * @param label what is added up: 欠费, 预存…
 */
public record ImportTotal(String label, int lines, Money amount) {}
