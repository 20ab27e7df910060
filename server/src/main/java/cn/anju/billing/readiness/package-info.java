/** 出账前检查与计费资料核查：标准、分配、读数、公摊组、价格，哪里不对、为什么。 */
@NullMarked
package cn.anju.billing.readiness;

import org.jspecify.annotations.NullMarked;
