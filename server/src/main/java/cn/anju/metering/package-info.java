/** 抄表：仪表、公摊组、读数、换表、过零、用量。 */
@ApplicationModule(allowedDependencies = {"kernel", "setting", "access", "attachment", "job", "notification", "search", "estate"})
@NullMarked
package cn.anju.metering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
