/** 附件：文件和照片，存在数据库里，一份快照备份全部。 */
@ApplicationModule(allowedDependencies = {"kernel", "setting", "access"})
@NullMarked
package cn.anju.attachment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
