/** 停收与复收：申请、审批、清单；出账时停收的各天不算。 */
@NullMarked
package cn.anju.billing.stop;

import org.jspecify.annotations.NullMarked;
