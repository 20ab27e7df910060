/** 账簿：总账、明细账、日记账、启用表。 */
@NullMarked
package cn.anju.ledger.book;

import org.jspecify.annotations.NullMarked;
