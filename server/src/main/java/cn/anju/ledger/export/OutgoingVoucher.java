package cn.anju.ledger.export;

import cn.anju.kernel.Money;
import java.time.LocalDate;
import java.util.List;

/** 要导出的一张凭证，科目已经换成对方的。 @param number counts from one within month and word of the file */
record OutgoingVoucher(long entryId, String voucherNo, LocalDate date, int number, int documents, String maker, String reviewer, List<Line> lines) {

    record Line(String summary, String account, String accountName, Money debit, Money credit) {}
}
