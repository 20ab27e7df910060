package cn.anju.cashier;

import cn.anju.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * 收好的一笔款，收银台看到的答复。
 *
 * @param applied principal settled with money
 * @param lateFee late fee taken
 * @param waived late fee waived
 * @param discount settled without money: annual discount and rounding
 */
record Payment(long id, String receiptNo, String roomCode, @Nullable String payerName, Money tendered, Money applied,
               Money lateFee, Money waived, Money discount, Money prepaid, Money change) {}
