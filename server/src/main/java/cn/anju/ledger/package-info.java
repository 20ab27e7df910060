/** 账务：收款主体、科目、凭证与分录、会计期间、收据号段。谁动了钱，谁来这里记一笔。 */
@ApplicationModule(allowedDependencies = {"kernel", "setting", "access", "attachment", "notification", "approval", "estate"})
@NullMarked
package cn.anju.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
