/** 上门收费：约好时间的名单，在手机上用同一套收款办，随班交账。 */
@NullMarked
package cn.anju.cashier.doorstep;

import org.jspecify.annotations.NullMarked;
