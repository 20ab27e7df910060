/** 收缴率、目标、薪级、分析。 */
@NullMarked
package cn.anju.collection.rate;

import org.jspecify.annotations.NullMarked;
