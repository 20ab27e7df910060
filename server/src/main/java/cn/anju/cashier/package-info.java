/** 收银：班次、收款、收据、作废、预存款、押金、退款、保险柜、解款、日结。 */
@ApplicationModule(allowedDependencies = {"kernel", "setting", "access", "attachment", "job", "notification", "approval", "search", "estate", "resident",
                                          "ledger", "metering", "billing"})
@NullMarked
package cn.anju.cashier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
