/** 异议：登记、解释与业主确认、裁定。 */
@NullMarked
package cn.anju.billing.dispute;

import org.jspecify.annotations.NullMarked;
