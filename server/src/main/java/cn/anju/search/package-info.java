/** 一个搜索框：房号、姓名、拼音、电话尾号、车牌、单号，怎么顺手怎么打。 */
@ApplicationModule(allowedDependencies = {"kernel", "setting", "access", "attachment", "job"})
@NullMarked
package cn.anju.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
