/** 会计档案。 */
@NullMarked
package cn.anju.ledger.archive;

import org.jspecify.annotations.NullMarked;
