/** 维修任务单：派谁去、接了没有、为什么停、办成什么样。 */
@NullMarked
package cn.anju.servicedesk.order;

import org.jspecify.annotations.NullMarked;
