/** 凭证导出到用友、金蝶。 */
@NullMarked
package cn.anju.ledger.export;

import org.jspecify.annotations.NullMarked;
