/** 费用报销。 */
@NullMarked
package cn.anju.ledger.expense;

import org.jspecify.annotations.NullMarked;
