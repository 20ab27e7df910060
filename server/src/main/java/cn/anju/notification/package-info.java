/** 消息：告诉同事（站内），通知住户（短信、微信、邮件），先记后发。 */
@ApplicationModule(allowedDependencies = {"kernel", "setting", "access"})
@NullMarked
package cn.anju.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
