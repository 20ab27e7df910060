/** 知识库：问答与口径、规约与手册、主管部门电话与便民资讯，住户托办的事与提醒。 */
@NullMarked
package cn.anju.servicedesk.knowledge;

import org.jspecify.annotations.NullMarked;
