/** 收费台的异常：可疑钞票、收费差错、登记表复核。 */
@NullMarked
package cn.anju.cashier.incident;

import org.jspecify.annotations.NullMarked;
