/** 日结：一天的收据、付款方式、交班、解款与保险柜对平，才能结。 */
@NullMarked
package cn.anju.cashier.dayclose;

import org.jspecify.annotations.NullMarked;
