/** 事件：许多人报的同一件事，办一次，告诉所有有关的人。 */
@NullMarked
package cn.anju.servicedesk.incident;

import org.jspecify.annotations.NullMarked;
