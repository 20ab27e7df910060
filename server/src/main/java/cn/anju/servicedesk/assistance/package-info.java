/** 协办单：请别的部门帮一件事，按时答复，请的人确认。 */
@NullMarked
package cn.anju.servicedesk.assistance;

import org.jspecify.annotations.NullMarked;
