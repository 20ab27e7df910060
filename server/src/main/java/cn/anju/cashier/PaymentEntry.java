package cn.anju.cashier;

import cn.anju.cashier.ReceivePayment.Tender;
import cn.anju.kernel.Money;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.Entry;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Posting;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** 收款凭证：借资金，贷应收、违约金收入与预收；优惠红字冲收入。 */
final class PaymentEntry {

    private PaymentEntry() {}

    static Entry of(long community, long payment, NewPayment received) {
        var postings = new ArrayList<Posting>();
        var funds = new TreeMap<String, Money>();
        for (Tender tender : received.command().tenders())
            funds.merge(tender.method().account(), tender.amount(), Money::plus);
        funds.computeIfPresent(Accounts.CASH, (account, cash) -> cash.minus(received.change()));
        funds.forEach((account, amount) -> {
            if (!amount.isZero()) postings.add(Posting.debit(account, amount, null));
        });
        var lines = received.allocation().lines();
        add(postings, Accounts.RECEIVABLE, lines, Allocation.Line::settled);
        add(postings, Accounts.NON_OPERATING_INCOME, lines, Allocation.Line::lateFee);
        add(postings, Accounts.INCOME, lines, line -> line.discount().negated());
        if (received.prepaid().isPositive()) postings.add(Posting.credit(Accounts.PREPAYMENT, received.prepaid(), received.command().prepayFor()));
        return new Entry(community, received.paidOn(), EntryKind.PAYMENT, "收款 " + received.room().code(), "payment", payment, postings,
            received.collector().isMain() ? null : received.collector().entityId());
    }

    private static void add(List<Posting> postings, String account, List<Allocation.Line> lines,
                            Function<Allocation.Line, Money> amount) {
        var byItem = new TreeMap<String, Money>();
        for (var line : lines) byItem.merge(line.bill().itemCode(), amount.apply(line), Money::plus);
        byItem.forEach((item, sum) -> {
            if (!sum.isZero()) postings.add(Posting.credit(account, sum, item));
        });
    }
}
