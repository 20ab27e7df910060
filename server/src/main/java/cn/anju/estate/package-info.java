/** 房产：区域、小区、楼栋、单元、房屋、公共区域和管家片区。 */
@ApplicationModule(allowedDependencies = {"kernel", "setting", "access", "attachment", "job", "search"})
@NullMarked
package cn.anju.estate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
