/** 长活：导入、出账、导出这类要跑一阵的事，有进度，可离开再回来，重启不丢。 */
@ApplicationModule(allowedDependencies = {"kernel", "setting", "access", "attachment"})
@NullMarked
package cn.anju.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
