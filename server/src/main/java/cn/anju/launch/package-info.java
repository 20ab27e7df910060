/** 启动：命令行、数据文件夹、内置数据库；模块之外的地基，不含业务，也不含 Spring 组件。 */
@ApplicationModule(type = ApplicationModule.Type.OPEN, allowedDependencies = {})
@NullMarked
package cn.anju.launch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
