/** 交接班：抽屉点清、两人签字；长短款落到人并了结。 */
@NullMarked
package cn.anju.cashier.handover;

import org.jspecify.annotations.NullMarked;
