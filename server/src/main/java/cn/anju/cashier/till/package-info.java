/** 柜台在收款之外收付的钱，与付款单号。 */
@NullMarked
package cn.anju.cashier.till;

import org.jspecify.annotations.NullMarked;
