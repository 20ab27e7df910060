/** 工作日历与时限：一件事几时要接、几时要办完。 */
@NullMarked
package cn.anju.servicedesk.calendar;

import org.jspecify.annotations.NullMarked;
