/** 银行账户、对账单、渠道账单、余额调节表。 */
@NullMarked
package cn.anju.ledger.bank;

import org.jspecify.annotations.NullMarked;
