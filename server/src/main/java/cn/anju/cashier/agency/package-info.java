/** 代开发商收款：移交给开发商，给开发商的报表。 */
@NullMarked
package cn.anju.cashier.agency;

import org.jspecify.annotations.NullMarked;
