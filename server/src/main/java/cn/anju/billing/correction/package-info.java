/** 更正账单：读数、面积、标准、交房日期错了，先看影响哪些行，再一次改对。 */
@NullMarked
package cn.anju.billing.correction;

import org.jspecify.annotations.NullMarked;
