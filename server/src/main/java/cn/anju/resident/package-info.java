/** 住户：人和单位，他们与房屋的关系，车辆与联系方式，业主名册的导入。 */
@ApplicationModule(allowedDependencies = {"kernel", "setting", "access", "attachment", "job", "notification", "search", "estate"})
@NullMarked
package cn.anju.resident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
