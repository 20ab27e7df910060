/** 客户关系：满意度调查与意见征询、每户每月的联系与走访。 */
@ApplicationModule(allowedDependencies = {"kernel", "setting", "access", "attachment", "notification", "approval", "estate", "resident", "cashier", "collection", "servicedesk"})
@NullMarked
package cn.anju.engagement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
