/** 办完以后：回访任务、周一报批、回访质量、维修凭证的移交与归档。 */
@NullMarked
package cn.anju.servicedesk.aftercare;

import org.jspecify.annotations.NullMarked;
