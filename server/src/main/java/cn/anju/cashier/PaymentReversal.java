package cn.anju.cashier;

import cn.anju.billing.Bills;
import cn.anju.billing.OpenBill;
import cn.anju.cashier.deposit.DepositBook;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.Collectors;
import cn.anju.ledger.Posting;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 交过班的收款撤回：账单重新欠着，存的取回，抵的还原；付出去或退票由调用者记。
 *
 * <p>Red on the side where the payment stood, so that turnover is not swollen.
 */
@Component
class PaymentReversal {

    private final JdbcClient jdbc;
    private final Bills bills;
    private final Prepayments prepayments;
    private final DepositBook deposits;
    private final Collectors collectors;
    private final Clock clock;

    PaymentReversal(JdbcClient jdbc, Bills bills, Prepayments prepayments, DepositBook deposits, Collectors collectors, Clock clock) {
        this.jdbc = jdbc;
        this.bills = bills;
        this.prepayments = prepayments;
        this.deposits = deposits;
        this.collectors = collectors;
        this.clock = clock;
    }

    /** In whose books the payment stands; null for the community's own entity. */
    @Nullable Long entity(long community, long payment) {
        return collectors.otherThanMain(community, jdbc.sql("select entity_id from cashier.receipt where community_id = :community and payment_id = :payment")
            .param("community", community).param("payment", payment).query(Long.class).single());
    }

    /** 还能撤的：交了班、没作废、没退票。Of a refund and a bounced cheque at once the second waits here and sees the first. */
    void requireReversible(long community, PaymentList.Detail paid) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:text, 0))")
            .param("text", "payment " + community + " " + paid.payment().id()).query(rs -> {});
        if (paid.voided() != null) throw Problem.conflict("payment-already-voided", "这笔收款已经作废过了");
        if (paid.payment().isShiftOpen()) throw Problem.conflict("payment-voidable", "收这笔款的班还没交，请直接作废");
        var isBounced = jdbc.sql("select exists (select from cashier.bounced_cheque where community_id = :community and payment_id = :payment)")
            .param("community", community).param("payment", paid.payment().id()).query(Boolean.class).single();
        if (isBounced) throw Problem.conflict("payment-bounced", "这笔收款的支票已经退票");
    }

    /** 整笔撤回。 @return postings whose credits are less than nothing by what came in as money */
    List<Posting> whole(long community, PaymentList.Detail paid) {
        var payment = paid.payment().id();
        var postings = lines(community, payment, paid.lines());
        prepayments.undo(community, payment, LocalDate.now(clock));
        deposits.undoUse(community, payment);
        add(postings, Accounts.PREPAYMENT, tendered(paid, PaymentMethod.PREPAYMENT).minus(paid.payment().prepaid()), null);
        add(postings, Accounts.DEPOSIT, tendered(paid, PaymentMethod.DEPOSIT), null);
        return postings;
    }

    /** 只撤回这几行，其余各期不动。 */
    List<Posting> lines(long community, long payment, List<PaymentList.Line> lines) {
        var locked = bills.lock(community, lines.stream().map(PaymentList.Line::billId).collect(java.util.stream.Collectors.toSet())).stream()
            .collect(java.util.stream.Collectors.toMap(OpenBill::id, Function.identity()));
        if (!locked.keySet().containsAll(lines.stream().map(PaymentList.Line::billId).toList()))
            throw Problem.conflict("bill-reversed", "其中有账单已经撤销，它的钱不在这笔收款里了，请按预存退款");
        bills.unsettle(community, payment, locked.keySet(), LocalDate.now(clock));
        var postings = new ArrayList<Posting>();
        for (var line : lines) {
            var item = locked.get(line.billId()).itemCode();
            add(postings, Accounts.RECEIVABLE, line.principal().plus(line.discount()).negated(), item);
            add(postings, Accounts.NON_OPERATING_INCOME, line.lateFee().negated(), item);
            add(postings, Accounts.INCOME, line.discount(), item);
        }
        return postings;
    }

    static Money tendered(PaymentList.Detail paid, PaymentMethod method) {
        return Money.sum(paid.tenders().stream().filter(tender -> tender.method() == method).map(PaymentList.Tender::amount).toList());
    }

    /** What came in as money, change given back: not from prepayment or deposit. */
    static Money received(PaymentList.Detail paid) {
        return paid.payment().tendered().minus(paid.payment().change()).minus(tendered(paid, PaymentMethod.PREPAYMENT))
            .minus(tendered(paid, PaymentMethod.DEPOSIT));
    }

    private static void add(List<Posting> postings, String account, Money amount, @Nullable String item) {
        if (!amount.isZero()) postings.add(Posting.credit(account, amount, item));
    }
}
