/** 投诉卷宗：交办、上报、查因、重大投诉、调解、意见书、归档，和投诉热点。 */
@NullMarked
package cn.anju.servicedesk.complaint;

import org.jspecify.annotations.NullMarked;
