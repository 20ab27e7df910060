package cn.anju.cashier.refund;

import cn.anju.access.AuditTrail;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission;
import cn.anju.approval.Submission.Fact;
import cn.anju.cashier.PaymentMethod;
import cn.anju.cashier.refund.RefundSource.Approved;
import cn.anju.cashier.refund.RefundState.Move;
import cn.anju.cashier.till.Slips;
import cn.anju.cashier.till.Till;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Entry;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import cn.anju.ledger.Posting;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 退款：申请，按金额审批，付一次。
 *
 * <p>One request per source at a time, and never for more than is left; what is left is looked at again when it is paid.
 */
@Service
public class Refunds {

    /** 怎样付出去。 */
    record PayOut(@NotNull PaymentMethod method, @Nullable @Size(max = 60) String bank, @Nullable @Size(max = 60) String reference) {}

    private final RefundStore store;
    private final Map<RefundKind, RefundSource> sources;
    private final Approvals approvals;
    private final Rooms rooms;
    private final Till till;
    private final Slips slips;
    private final Ledger ledger;
    private final AuditTrail audit;
    private final Clock clock;

    Refunds(RefundStore store, List<RefundSource> sources, Approvals approvals, Rooms rooms, Till till, Slips slips, Ledger ledger,
            AuditTrail audit, Clock clock) {
        this.store = store;
        this.sources = sources.stream().collect(Collectors.toMap(RefundSource::kind, Function.identity()));
        this.approvals = approvals;
        this.rooms = rooms;
        this.till = till;
        this.slips = slips;
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
    }

    /** 申请退款，交去审批。 */
    @Transactional
    public long request(long community, RequestRefund command) {
        CurrentUser.get().require(community, "cashier.refund");
        var source = source(command.kind()).lock(community, command);
        var amount = command.amount() == null ? source.left() : command.amount();
        if (!source.left().isPositive()) throw Problem.conflict("nothing-to-refund", "%s已经没有可退的了", source.title());
        if (!amount.isPositive()) throw Problem.invalid("amount-invalid", "退款金额须大于零");
        if (amount.compareTo(source.left()) > 0)
            throw Problem.conflict("refund-exceeds-balance", "%s可退的只有 %s 元", source.title(), source.left());
        if (command.kind() == RefundKind.PAYMENT && !amount.equals(source.left()))
            throw Problem.conflict("amount-changed", "这些项目要退 %s 元，请核对", source.left());
        var id = store.add(community, command, source, amount);
        var room = rooms.byId(community, source.roomId());
        var link = "refunds/" + id;
        approvals.submit(community, new Submission(command.kind().approval(), id, "退%s %s %s 元".formatted(command.kind().label(), room.code(), amount),
            amount, command.reason(), List.of(new Fact("房号", room.code()), new Fact("来自", source.title()), new Fact("可退余额", source.left() + " 元"),
                new Fact("退款金额", amount + " 元"), new Fact("收款人", command.payee())), link));
        audit.note("退款申请 " + id, null, command);
        return id;
    }

    /** 付款：从来源取走，记账，开退款单；现金从我的抽屉付。 */
    @Transactional
    void payOut(long community, long id, PayOut command) {
        CurrentUser.get().require(community, "cashier.pay-out");
        var means = new Till.Means(command.method(), command.bank(), command.reference());
        var amount = store.get(community, id).amount();
        var shift = means.method() == PaymentMethod.CASH ? till.openToPay(community, amount) : null;
        var refund = store.lock(community, id);
        refund.state().after(Move.PAY);
        var postings = new ArrayList<>(source(refund.kind()).take(community, new Approved(id, refund.sourceId(), amount, refund.bills())));
        store.pay(community, refund);
        postings.add(Posting.credit(means.method().account(), amount, null));
        till.move(community, shift, Till.Kind.REFUND, id, means, amount.negated());
        ledger.post(new Entry(community, LocalDate.now(clock), refund.kind() == RefundKind.DEPOSIT ? EntryKind.DEPOSIT : EntryKind.REFUND,
            "退" + refund.kind().label() + " " + refund.sourceTitle(), "refund", id, postings,
            source(refund.kind()).entity(community, refund.sourceId())));
        audit.note("退款单 " + slips.draw(community, Slips.Kind.REFUND, id), null, command);
    }

    /** 批了不退了。 */
    @Transactional
    void cancel(long community, long id, String why) {
        CurrentUser.get().require(community, "cashier.refund");
        store.move(community, store.lock(community, id), Move.CANCEL, why);
        audit.note("退款申请 " + id, RefundState.APPROVED, RefundState.CANCELLED);
    }

    private RefundSource source(RefundKind kind) {
        return sources.get(kind);
    }
}
