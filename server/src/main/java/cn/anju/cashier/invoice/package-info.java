/** 发票：抬头、税号、税额，从领用的发票本里依次取号；开出的不超过实收减退款。 */
@NullMarked
package cn.anju.cashier.invoice;

import org.jspecify.annotations.NullMarked;
