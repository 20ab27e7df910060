/** 解款：收的款连同收据号段交财务，签收入账；过夜现金报警；周明细与月汇总。 */
@NullMarked
package cn.anju.cashier.remittance;

import org.jspecify.annotations.NullMarked;
