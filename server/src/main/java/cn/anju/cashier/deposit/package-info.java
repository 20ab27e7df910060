/** 押金：收、扣、退。 */
@NullMarked
package cn.anju.cashier.deposit;

import org.jspecify.annotations.NullMarked;
