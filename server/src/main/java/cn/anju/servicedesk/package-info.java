/** 服务台：登记本、工单（报修、投诉、咨询、建议、委托……）、派工、时限、回访。 */
@ApplicationModule(allowedDependencies = {"kernel", "setting", "access", "attachment", "job", "notification", "approval", "search", "estate", "resident", "billing",
                                          "cashier", "collection"})
@NullMarked
package cn.anju.servicedesk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
