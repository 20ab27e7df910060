/** 内核：金额、账期、问题、分页、当前操作人、数据范围；没有业务词。 */
@ApplicationModule(type = ApplicationModule.Type.OPEN, allowedDependencies = {})
@NullMarked
package cn.anju.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
