/** 报表：今日页的数字与图、指标、按期的报表与报送；每个数字都能点开到行。 */
@ApplicationModule(allowedDependencies = {"kernel", "setting", "access", "job", "estate", "resident", "ledger", "metering", "billing", "cashier", "collection", "servicedesk", "duty", "attachment", "notification"})
@NullMarked
package cn.anju.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
