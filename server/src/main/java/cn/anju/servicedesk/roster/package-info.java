/** 维修工的本事和简单的班表。 */
@NullMarked
package cn.anju.servicedesk.roster;

import org.jspecify.annotations.NullMarked;
