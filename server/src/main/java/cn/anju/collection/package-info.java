/** 催缴：欠费账龄、联系记录、承诺、催缴方案、证据、收缴率与考核、走访。 */
@ApplicationModule(allowedDependencies = {"kernel", "setting", "access", "attachment", "job", "notification", "approval", "estate", "resident",
                                          "ledger", "billing", "cashier"})
@NullMarked
package cn.anju.collection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
