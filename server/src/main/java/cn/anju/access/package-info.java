/** 账号、角色、授权、会话、接口令牌、审计与脱敏。 */
@ApplicationModule(allowedDependencies = {"kernel", "setting", "launch"})
@NullMarked
package cn.anju.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
