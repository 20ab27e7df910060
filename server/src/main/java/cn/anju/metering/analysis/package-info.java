/** 用量分析：环比、同比、升降的缘由；总表与分表的损耗；节能措施的效果。 */
@NullMarked
package cn.anju.metering.analysis;

import org.jspecify.annotations.NullMarked;
