package cn.anju.cashier;

import cn.anju.billing.Bills;
import cn.anju.billing.OpenBill;
import cn.anju.cashier.deposit.DepositBook;
import cn.anju.cashier.refund.RefundKind;
import cn.anju.cashier.refund.RefundSource;
import cn.anju.cashier.refund.RequestRefund;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.Posting;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    private final Bills bills;
    private final Prepayments prepayments;
    private final DepositBook deposits;
    private final Clock clock;

    PaymentRefund(JdbcClient jdbc, PaymentList payments, Bills bills, Prepayments prepayments, DepositBook deposits, Clock clock) {
        this.jdbc = jdbc;
        this.payments = payments;
        this.bills = bills;
        this.prepayments = prepayments;
        this.deposits = deposits;
        this.clock = clock;
    }

    @Override
    public RefundKind kind() {
        return RefundKind.PAYMENT;
    }

    @Override
    public Refundable lock(long community, RequestRefund wanted) {
        return new Refundable(payments.get(community, wanted.sourceId()).payment().roomId(),
            "收据 " + payments.get(community, wanted.sourceId()).payment().receiptNo(), left(community, wanted.sourceId(), wanted.billIds()));
    }

    @Override
    public List<Posting> take(long community, Approved refund) {
        if (!left(community, refund.sourceId(), refund.billIds()).equals(refund.amount()))
            throw Problem.conflict("amount-changed", "这笔收款已经变了，请取消后重新申请");
        var paid = payments.get(community, refund.sourceId());
        var today = LocalDate.now(clock);
        var lines = chosen(paid, refund.billIds());
        var locked = bills.lock(community, lines.stream().map(PaymentList.Line::billId).collect(Collectors.toSet())).stream()
            .collect(Collectors.toMap(OpenBill::id, Function.identity()));
        if (!locked.keySet().containsAll(lines.stream().map(PaymentList.Line::billId).toList()))
            throw Problem.conflict("bill-reversed", "其中有账单已经撤销，它的钱不在这笔收款里了，请按预存退款");
        bills.unsettle(community, refund.sourceId(), locked.keySet(), today);
        var postings = postings(lines, locked);
        if (refund.billIds() != null) return postings;
        prepayments.undo(community, refund.sourceId(), today);
        deposits.undoUse(community, refund.sourceId());
        credit(postings, Accounts.PREPAYMENT, tendered(paid, PaymentMethod.PREPAYMENT).minus(paid.payment().prepaid()));
        credit(postings, Accounts.DEPOSIT, tendered(paid, PaymentMethod.DEPOSIT));
        return postings;
    }

    /** What came in as money for the chosen lines; for the whole payment with what it prepaid. */
    private Money left(long community, long payment, @Nullable List<Long> billIds) {
        var paid = payments.get(community, payment);
        if (paid.voided() != null) throw Problem.conflict("payment-already-voided", "这笔收款已经作废过了");
        if (paid.payment().isShiftOpen()) throw Problem.conflict("payment-voidable", "收这笔款的班还没交，请直接作废");
        if (isBounced(community, payment)) throw Problem.conflict("payment-bounced", "这笔收款的支票已经退票");
        var fromBooks = tendered(paid, PaymentMethod.PREPAYMENT).plus(tendered(paid, PaymentMethod.DEPOSIT));
        var refunded = refunded(community, payment);
        if (billIds == null) {
            if (!refunded.isEmpty()) throw Problem.conflict("payment-refunded", "这笔收款已经退过，余下的请按账单退");
            return paid.payment().tendered().minus(paid.payment().change()).minus(fromBooks);
        }
        if (fromBooks.isPositive()) throw Problem.conflict("refund-whole-only", "这笔收款用了预存或押金，只能整笔退");
        if (refunded.contains(null)) throw Problem.conflict("payment-refunded", "这笔收款已经整笔退过");
        var lines = chosen(paid, billIds);
        if (lines.stream().anyMatch(line -> refunded.contains(line.billId())))
            throw Problem.conflict("payment-refunded", "所选账单里有的已经退过");
        return Money.sum(lines, line -> line.principal().plus(line.lateFee()));
    }

    /** Bills whose part was paid back already; null among them for the whole payment. */
    private HashSet<Long> refunded(long community, long payment) {
        return new HashSet<>(jdbc.sql("""
                select b.id from cashier.refund f left join unnest(f.bills) b(id) on true
                 where f.community_id = :community and f.kind = 'PAYMENT' and f.source_id = :payment and f.state = 'PAID'
                """).param("community", community).param("payment", payment)
            .query((row, i) -> row.getObject(1, Long.class)).list());
    }

    private boolean isBounced(long community, long payment) {
        return jdbc.sql("select exists (select from cashier.bounced_cheque where community_id = :community and payment_id = :payment)")
            .param("community", community).param("payment", payment).query(Boolean.class).single();
    }

    private static List<PaymentList.Line> chosen(PaymentList.Detail paid, @Nullable List<Long> billIds) {
        if (billIds == null) return paid.lines();
        var lines = paid.lines().stream().filter(line -> billIds.contains(line.billId())).toList();
        if (lines.size() != new HashSet<>(billIds).size()) throw Problem.notFound("bill-not-found", "所选账单不在这笔收款里");
        return lines;
    }

    /** Red on the side where the payment stood, so that turnover is not swollen. */
    private static ArrayList<Posting> postings(List<PaymentList.Line> lines, Map<Long, OpenBill> bills) {
        var postings = new ArrayList<Posting>();
        for (var line : lines) {
            var item = bills.get(line.billId()).itemCode();
            add(postings, Accounts.RECEIVABLE, line.principal().plus(line.discount()).negated(), item);
            add(postings, Accounts.NON_OPERATING_INCOME, line.lateFee().negated(), item);
            add(postings, Accounts.INCOME, line.discount(), item);
        }
        return postings;
    }

    private static void credit(List<Posting> postings, String account, Money amount) {
        add(postings, account, amount, null);
    }

    private static void add(List<Posting> postings, String account, Money amount, @Nullable String item) {
        if (!amount.isZero()) postings.add(Posting.credit(account, amount, item));
    }

    private static Money tendered(PaymentList.Detail paid, PaymentMethod method) {
        return Money.sum(paid.tenders().stream().filter(tender -> tender.method() == method).map(PaymentList.Tender::amount).toList());
    }
}
