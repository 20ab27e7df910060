/** 结账：核对清单、锁定的报表、反结账。 */
@NullMarked
package cn.anju.ledger.close;

import org.jspecify.annotations.NullMarked;
