/** 台账：没有自己业务规则的记录，样子是数据，填写、签认、跟进、打印、导入导出由这里统一负责。 */
@ApplicationModule(allowedDependencies = {"kernel", "setting", "access", "attachment", "job", "search", "estate", "resident"})
@NullMarked
package cn.anju.register;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
