package cn.anju.cashier;

import cn.anju.access.AuditTrail;
import cn.anju.billing.Bills;
import cn.anju.billing.OneOffCharge;
import cn.anju.cashier.invoice.Invoiceable;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.Entry;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import cn.anju.ledger.Posting;
import cn.anju.resident.Holdings;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 退票：银行退回支票，这笔收款撤回，账单重新欠着；手续费银行扣了，向交款人收。
 *
 * <p>Other money of the same payment stays with the household as prepayment.
 */
@Service
class BouncedCheques {

    /** 银行退回的一张支票。 @param fee what the bank charged for it */
    record Bounced(@NotBlank @Size(max = 200) String reason, @Nullable Money fee) {}

    private final JdbcClient jdbc;
    private final PaymentList payments;
    private final PaymentReversal reversal;
    private final Prepayments prepayments;
    private final Invoiceable invoiceable;
    private final Bills bills;
    private final Holdings holdings;
    private final Ledger ledger;
    private final AuditTrail audit;
    private final Clock clock;

    BouncedCheques(JdbcClient jdbc, PaymentList payments, PaymentReversal reversal, Prepayments prepayments, Invoiceable invoiceable, Bills bills,
                   Holdings holdings, Ledger ledger, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.payments = payments;
        this.reversal = reversal;
        this.prepayments = prepayments;
        this.invoiceable = invoiceable;
        this.bills = bills;
        this.holdings = holdings;
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    void bounce(long community, long payment, Bounced command) {
        CurrentUser.get().require(community, "cashier.bounce");
        var paid = payments.get(community, payment);
        var cheque = PaymentReversal.tendered(paid, PaymentMethod.CHEQUE);
        if (!cheque.isPositive()) throw Problem.conflict("no-cheque", "这笔收款没有支票");
        var fee = command.fee() == null ? Money.ZERO : command.fee();
        if (fee.isNegative()) throw Problem.invalid("amount-invalid", "手续费不能为负");
        reversal.requireReversible(community, paid);
        requireNoRefund(community, payment);
        var invoiced = invoiceable.live(community, payment);
        if (invoiced.isPositive()) throw Problem.conflict("payment-invoiced", "这笔收款已申请或开出发票 %s 元，请先取消或红冲", invoiced);
        var kept = PaymentReversal.received(paid).minus(cheque);
        var room = paid.payment().roomId();
        var feeBill = fee.isZero() ? null
            : bills.addOneOff(community, room, new OneOffCharge("CHEQUE-FEE", "支票退票手续费", BigDecimal.ONE, fee)).id();
        add(community, payment, command, fee, feeBill, kept);

        var today = LocalDate.now(clock);
        var postings = new ArrayList<>(reversal.whole(community, paid));
        postings.add(Posting.credit(Accounts.BANK, cheque, null));
        var entity = reversal.entity(community, payment);
        if (kept.isPositive()) {
            var item = entity == null ? null : itemOf(community, payment);
            postings.add(Posting.credit(Accounts.PREPAYMENT, kept, item));
            var owners = holdings.owners(community, room, today);
            prepayments.move(community, prepayments.accountOf(community, room, owners.isEmpty() ? null : owners.getFirst().personId(), item),
                Prepayments.Kind.TRANSFER, kept, payment, today);
        }
        var receiptNo = paid.payment().receiptNo();
        ledger.post(new Entry(community, today, EntryKind.CHEQUE_BOUNCED, "退票 收据 " + receiptNo, "bounced_cheque", payment, postings,
            entity));
        if (fee.isPositive()) ledger.post(new Entry(community, today, EntryKind.CHEQUE_BOUNCED, "退票手续费 收据 " + receiptNo, "bounced_cheque", payment,
            List.of(Posting.debit(Accounts.NON_OPERATING_EXPENSE, fee, null), Posting.credit(Accounts.BANK, fee, null))));
        audit.note("退票 收据 " + receiptNo, null, command);
    }

    /** What another entity keeps is good for its item only: general prepayment is the community's own entity's. */
    private String itemOf(long community, long payment) {
        return jdbc.sql("""
                select p.charge_item from ledger.journal_entry e
                  join ledger.posting p on p.community_id = e.community_id and p.entry_id = e.id and p.charge_item is not null
                 where e.community_id = :community and e.source_type = 'payment' and e.source_id = :payment order by e.id, p.line limit 1
                """).param("community", community).param("payment", payment).query(String.class).single();
    }

    private void requireNoRefund(long community, long payment) {
        var isRefunded = jdbc.sql("""
                select exists (select from cashier.refund where community_id = :community and kind = 'PAYMENT' and source_id = :payment
                                  and state in ('WAITING', 'APPROVED', 'PAID'))
                """).param("community", community).param("payment", payment).query(Boolean.class).single();
        if (isRefunded) throw Problem.conflict("payment-refunded", "这笔收款已经退过或正在退，请先取消退款");
    }

    private void add(long community, long payment, Bounced command, Money fee, @Nullable Long feeBill, Money kept) {
        var user = CurrentUser.get();
        try {
            jdbc.sql("""
                    insert into cashier.bounced_cheque (community_id, payment_id, reason, fee, fee_bill_id, kept, bounced_on, made_by, made_name, made_at)
                    values (:community, :payment, :reason, :fee, :bill, :kept, :on, :by, :name, :at)
                    """)
                .param("community", community).param("payment", payment).param("reason", command.reason().strip()).param("fee", fee.yuan())
                .param("bill", feeBill).param("kept", kept.yuan()).param("on", LocalDate.now(clock)).param("by", user.id())
                .param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("payment-bounced", "这笔收款的支票已经退票");
        }
    }
}
