/** 退款：申请、审批、付出。 */
@NullMarked
package cn.anju.cashier.refund;

import org.jspecify.annotations.NullMarked;
