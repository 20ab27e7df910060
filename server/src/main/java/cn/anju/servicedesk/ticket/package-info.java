/** 工单与登记本：谁说了什么，办到哪一步，怎样了结。 */
@NullMarked
package cn.anju.servicedesk.ticket;

import org.jspecify.annotations.NullMarked;
