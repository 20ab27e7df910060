/** 手工凭证：一人填制、另一人审核。 */
@NullMarked
package cn.anju.ledger.voucher;

import org.jspecify.annotations.NullMarked;
