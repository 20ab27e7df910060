/** 缴费通知单与对账单：打印、送达登记。 */
@NullMarked
package cn.anju.billing.notice;

import org.jspecify.annotations.NullMarked;
