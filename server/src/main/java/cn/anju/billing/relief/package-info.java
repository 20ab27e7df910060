/** 减免：申请、审批、每月额度，随出账办理。 */
@NullMarked
package cn.anju.billing.relief;

import org.jspecify.annotations.NullMarked;
