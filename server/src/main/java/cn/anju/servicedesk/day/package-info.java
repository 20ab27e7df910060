/** 服务台的一天：早上的遗留、下班前的登记、每天的汇总、主管的审阅与质检。 */
@NullMarked
package cn.anju.servicedesk.day;

import org.jspecify.annotations.NullMarked;
