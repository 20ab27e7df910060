/** 服务统计：一段时间的工单有多少、办得多快、一次办好的有多少、住户满不满意、谁手上多少活。 */
@NullMarked
package cn.anju.servicedesk.statistics;

import org.jspecify.annotations.NullMarked;
