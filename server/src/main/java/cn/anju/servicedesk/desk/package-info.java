/** 受理台：一户人家的全部，一眼看完。 */
@NullMarked
package cn.anju.servicedesk.desk;

import org.jspecify.annotations.NullMarked;
