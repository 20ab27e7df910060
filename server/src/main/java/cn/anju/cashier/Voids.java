package cn.anju.cashier;

import cn.anju.access.AuditTrail;
import cn.anju.billing.Bills;
import cn.anju.cashier.deposit.DepositBook;
import cn.anju.cashier.doorstep.DoorstepVisits;
import cn.anju.cashier.invoice.Invoiceable;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 作废收款：当班未交之前，写明理由，账单重新欠着，预存退回，凭证冲红，收据号保留。 */
@Service
class Voids {

    private record Paid(long shift, long room, String receiptNo) {}

    private final JdbcClient jdbc;
    private final Shifts shifts;
    private final Bills bills;
    private final Prepayments prepayments;
    private final DepositBook deposits;
    private final Invoiceable invoiceable;
    private final Ledger ledger;
    private final DoorstepVisits visits;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Voids(JdbcClient jdbc, Shifts shifts, Bills bills, Prepayments prepayments, DepositBook deposits, Invoiceable invoiceable, Ledger ledger, DoorstepVisits visits, AuditTrail audit,
          ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.shifts = shifts;
        this.bills = bills;
        this.prepayments = prepayments;
        this.deposits = deposits;
        this.invoiceable = invoiceable;
        this.ledger = ledger;
        this.visits = visits;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** 作废一张收据；合并收款里的要整单作废。 */
    @Transactional
    void reverse(long community, long payment, String reason) {
        jdbc.sql("select cart_id from cashier.cart_payment where community_id = :community and payment_id = :payment")
            .param("community", community).param("payment", payment).query(Long.class).optional().ifPresent(cart -> {
                throw Problem.conflict("payment-of-cart", "这张收据是合并收款 %d 里的一张，请整单作废", cart);
            });
        undo(community, payment, reason);
    }

    /** Locks as {@link Cashier} does; of two voids at once the second finds the row of the first. */
    @Transactional(propagation = Propagation.MANDATORY)
    void undo(long community, long payment, String reason) {
        var user = CurrentUser.get();
        user.require(community, "cashier.void");
        var paid = jdbc.sql("""
                select p.shift_id, p.room_id, r.receipt_no
                  from cashier.payment p
                  join cashier.receipt r on r.community_id = p.community_id and r.payment_id = p.id
                 where p.community_id = :community and p.id = :payment
                """).param("community", community).param("payment", payment)
            .query((row, i) -> new Paid(row.getLong("shift_id"), row.getLong("room_id"), row.getString("receipt_no")))
            .optional().orElseThrow(() -> Problem.notFound("payment-not-found", "没有这笔收款"));
        shifts.keepOpen(community, paid.shift());
        refuseRemitted(community, payment);
        refuseInvoiced(community, payment);
        mark(community, payment, reason, user);
        var today = LocalDate.now(clock);
        var paidBills = jdbc.sql("select distinct bill_id from cashier.payment_line where community_id = :community and payment_id = :payment")
            .param("community", community).param("payment", payment).query(Long.class).list();
        if (bills.lock(community, paidBills).size() < paidBills.size())
            throw Problem.conflict("bill-reversed", "其中有账单已经更正，它的钱转到了预存，不能作废；请按预存退款");
        bills.unsettle(community, payment, today);
        deposits.undoUse(community, payment);
        prepayments.undo(community, payment, today);
        for (var entry : ledger.unreversed(community, "payment", payment))
            ledger.reverse(community, entry, EntryKind.PAYMENT_VOID, "作废收据 " + paid.receiptNo(), "payment", payment, reason);
        visits.voided(community, payment);
        audit.note(paid.receiptNo(), null, new Voiding(reason));
        events.publishEvent(new PaymentVoided(community, payment, paid.room()));
    }

    private void refuseRemitted(long community, long payment) {
        var isRemitted = jdbc.sql("""
                select exists (select from cashier.remittance_payment where community_id = :community and payment_id = :payment and is_live)
                """).param("community", community).param("payment", payment).query(Boolean.class).single();
        if (isRemitted) throw Problem.conflict("payment-remitted", "这笔收款已在解款单上交财务，不能作废；请走退款");
    }

    private void refuseInvoiced(long community, long payment) {
        invoiceable.lock(community, payment);
        var invoiced = invoiceable.live(community, payment);
        if (invoiced.isPositive()) throw Problem.conflict("payment-invoiced", "这笔收款已申请或开出发票 %s 元，请先取消或红冲", invoiced);
    }

    /** 为什么作废。 */
    record Voiding(String reason) {}

    private void mark(long community, long payment, String reason, CurrentUser user) {
        try {
            jdbc.sql("""
                    insert into cashier.payment_void (community_id, payment_id, reason, voided_by, voided_name, voided_at)
                    values (:community, :payment, :reason, :by, :name, :at)
                    """)
                .param("community", community).param("payment", payment).param("reason", reason)
                .param("by", user.id()).param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("payment-already-voided", "这笔收款已经作废过了");
        }
    }
}
