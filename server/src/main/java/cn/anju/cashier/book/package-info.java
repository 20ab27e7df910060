/** 票据本：谁手里有哪些号，用到哪一号，作废、遗失、核销都有登记。 */
@NullMarked
package cn.anju.cashier.book;

import org.jspecify.annotations.NullMarked;
