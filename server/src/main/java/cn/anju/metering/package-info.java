/** 抄表：仪表、读数、换表、过零、用量。 */
@ApplicationModule(allowedDependencies = "kernel")
@NullMarked
package cn.anju.metering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
