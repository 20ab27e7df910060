/** 外勤手机上办任务单：带着走、没有网络也办、只算一次。 */
@NullMarked
package cn.anju.servicedesk.field;

import org.jspecify.annotations.NullMarked;
