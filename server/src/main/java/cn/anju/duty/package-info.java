/**
 * 职责：岗位职责变成每个人今天的事，由办事留下的记录打勾。
 *
 * <p>It stands behind all modules whose records prove a duty, and reads their tables; none of them knows of it.
 */
@ApplicationModule(allowedDependencies = {"kernel", "setting", "access", "attachment", "estate", "register", "cashier", "collection", "servicedesk", "engagement", "workforce", "planning"})
@NullMarked
package cn.anju.duty;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
