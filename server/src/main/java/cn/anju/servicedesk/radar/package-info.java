/** 屡修雷达：同一处同样的毛病，九十天里第三次，开一件查根任务。 */
@NullMarked
package cn.anju.servicedesk.radar;

import org.jspecify.annotations.NullMarked;
