/** 账簿、报表、凭证的打印页。 */
@NullMarked
package cn.anju.ledger.print;

import org.jspecify.annotations.NullMarked;
