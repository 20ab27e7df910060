/** 人事：交接班、签到签退与考勤、请假、员工档案与证件。 */
@ApplicationModule(allowedDependencies = {"kernel", "setting", "access", "attachment", "notification", "approval", "estate", "cashier", "servicedesk"})
@NullMarked
package cn.anju.workforce;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
