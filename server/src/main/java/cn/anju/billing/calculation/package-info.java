/**
 * 出账的算法：记录进、记录出的纯函数，不碰数据库。
 *
 * <p>{@link cn.anju.billing.calculation.BillCalculation} is the way in.
 */
@NullMarked
package cn.anju.billing.calculation;

import org.jspecify.annotations.NullMarked;
