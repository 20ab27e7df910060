/** 设置：凡文中叫「设置」的值，有默认、有小区自己的值、有改动的历史。 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package cn.anju.setting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
