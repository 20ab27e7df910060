/** 住户情况：居住、住户卡、关爱、重点与沉默、管家台账、熟悉度抽查，按片区看。 */
@NullMarked
package cn.anju.resident.household;

import org.jspecify.annotations.NullMarked;
