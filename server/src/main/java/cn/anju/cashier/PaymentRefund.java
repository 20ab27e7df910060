package cn.anju.cashier;

import cn.anju.cashier.invoice.Invoiceable;
import cn.anju.cashier.refund.RefundKind;
import cn.anju.cashier.refund.RefundSource;
import cn.anju.cashier.refund.RequestRefund;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Posting;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 退收错的款：交过班的收款不能作废，批准以后整笔或按账单退，那些账单重新欠着，其余各期不动。
 *
 * <p>What was paid from prepayment or deposit goes back there; only what came in as money is paid out.
 */
@Component
class PaymentRefund implements RefundSource {

    private final JdbcClient jdbc;
    private final PaymentList payments;
    private final PaymentReversal reversal;
    private final Invoiceable invoiceable;

    PaymentRefund(JdbcClient jdbc, PaymentList payments, PaymentReversal reversal, Invoiceable invoiceable) {
        this.jdbc = jdbc;
        this.payments = payments;
        this.reversal = reversal;
        this.invoiceable = invoiceable;
    }

    @Override
    public RefundKind kind() {
        return RefundKind.PAYMENT;
    }

    @Override
    public Refundable lock(long community, RequestRefund wanted) {
        var paid = payments.get(community, wanted.sourceId());
        return new Refundable(paid.payment().roomId(), "收据 " + paid.payment().receiptNo(), left(community, paid, wanted.billIds()));
    }

    @Override
    public @Nullable Long entity(long community, long payment) {
        return reversal.entity(community, payment);
    }

    @Override
    public List<Posting> take(long community, Approved refund) {
        var paid = payments.get(community, refund.sourceId());
        if (!left(community, paid, refund.billIds()).equals(refund.amount()))
            throw Problem.conflict("amount-changed", "这笔收款已经变了，请取消后重新申请");
        return refund.billIds() == null ? reversal.whole(community, paid)
            : reversal.lines(community, refund.sourceId(), chosen(paid, refund.billIds()));
    }

    /** What came in as money for the chosen lines; for the whole payment with what it prepaid. */
    private Money left(long community, PaymentList.Detail paid, @Nullable List<Long> billIds) {
        reversal.requireReversible(community, paid);
        var refunded = refunded(community, paid.payment().id());
        var left = left(paid, billIds, refunded);
        requireNoInvoice(community, paid, left);
        return left;
    }

    private static Money left(PaymentList.Detail paid, @Nullable List<Long> billIds, HashSet<Long> refunded) {
        if (billIds == null) {
            if (!refunded.isEmpty()) throw Problem.conflict("payment-refunded", "这笔收款已经退过，余下的请按账单退");
            return PaymentReversal.received(paid);
        }
        var fromBooks = PaymentReversal.tendered(paid, PaymentMethod.PREPAYMENT).plus(PaymentReversal.tendered(paid, PaymentMethod.DEPOSIT));
        if (fromBooks.isPositive()) throw Problem.conflict("refund-whole-only", "这笔收款用了预存或押金，只能整笔退");
        if (refunded.contains(null)) throw Problem.conflict("payment-refunded", "这笔收款已经整笔退过");
        var lines = chosen(paid, billIds);
        if (lines.stream().anyMatch(line -> refunded.contains(line.billId())))
            throw Problem.conflict("payment-refunded", "所选账单里有的已经退过");
        return Money.sum(lines, line -> line.principal().plus(line.lateFee()));
    }

    /** What stays with us must still cover the invoices. */
    private void requireNoInvoice(long community, PaymentList.Detail paid, Money refund) {
        var invoiced = invoiceable.live(community, paid.payment().id());
        var kept = paid.payment().tendered().minus(paid.payment().change()).minus(paid.refunded()).minus(refund);
        if (invoiced.compareTo(kept) > 0)
            throw Problem.conflict("payment-invoiced", "这笔收款已申请或开出发票 %s 元，退了以后不够，请先取消或红冲", invoiced);
    }

    /** Bills whose part was paid back already; null among them for the whole payment. */
    private HashSet<Long> refunded(long community, long payment) {
        return new HashSet<>(jdbc.sql("""
                select b.id from cashier.refund f left join unnest(f.bills) b(id) on true
                 where f.community_id = :community and f.kind = 'PAYMENT' and f.source_id = :payment and f.state = 'PAID'
                """).param("community", community).param("payment", payment)
            .query((row, i) -> row.getObject(1, Long.class)).list());
    }

    private static List<PaymentList.Line> chosen(PaymentList.Detail paid, List<Long> billIds) {
        var lines = paid.lines().stream().filter(line -> billIds.contains(line.billId())).toList();
        if (lines.size() != new HashSet<>(billIds).size()) throw Problem.notFound("bill-not-found", "所选账单不在这笔收款里");
        return lines;
    }
}
