/** 过户结算：账单按天分、表抄到那天、预存押金转或退，双方确认，一张结算单。 */
@NullMarked
package cn.anju.cashier.transfer;

import org.jspecify.annotations.NullMarked;
