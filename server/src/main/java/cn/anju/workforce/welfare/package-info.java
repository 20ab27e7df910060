/** 社保与宿舍。 */
@NullMarked
package cn.anju.workforce.welfare;

import org.jspecify.annotations.NullMarked;
