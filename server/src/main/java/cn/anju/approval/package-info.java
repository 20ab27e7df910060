/** 审批：谁交的、谁批、批到哪一步；批完告诉交办的模块。 */
@ApplicationModule(allowedDependencies = {"kernel", "access", "notification"})
@NullMarked
package cn.anju.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
