/** 演示数据：两个活着的小区，由同样的服务一天一天办出来。 */
@ApplicationModule(allowedDependencies = {"kernel", "launch", "access"})
@NullMarked
package cn.anju.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
