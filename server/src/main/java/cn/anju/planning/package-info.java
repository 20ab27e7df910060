/** 计划与文书：各级计划与总结、会议与任务、合同证照、预算。 */
@ApplicationModule(allowedDependencies = {"kernel", "setting", "access", "attachment", "notification", "approval", "estate", "ledger"})
@NullMarked
package cn.anju.planning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
