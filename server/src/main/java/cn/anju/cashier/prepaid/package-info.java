/** 预付费表：充值走收款存成指明项目的预存，逐日算余额，不足时告诉住户并留书面记录。 */
@NullMarked
package cn.anju.cashier.prepaid;

import org.jspecify.annotations.NullMarked;
