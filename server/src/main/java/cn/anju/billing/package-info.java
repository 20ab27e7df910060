/** 计费：收费项目、收费标准、出账、账单、公摊、违约金。 */
@ApplicationModule(allowedDependencies = {"kernel", "setting", "access", "job", "notification", "approval", "search", "estate", "resident", "ledger", "metering"})
@NullMarked
package cn.anju.billing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
