package cn.anju.cashier.agency;

import cn.anju.access.AuditTrail;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission;
import cn.anju.approval.Submission.Fact;
import cn.anju.cashier.PaymentMethod;
import cn.anju.cashier.agency.AgencyDue.Open;
import cn.anju.cashier.agency.AgencyDue.Period;
import cn.anju.cashier.agency.AgencyState.Move;
import cn.anju.cashier.till.Slips;
import cn.anju.cashier.till.Till;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.Entry;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import cn.anju.ledger.Posting;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 代收款移交：选一段、申请时金额就定住，审批，付一次，开移交单；付错了由另一人冲销。
 *
 * <p>What it hands on stands line by line, each on one payout only. Whatever is taken back later is claimed in the next.
 */
@Service
class AgencyPayouts {

    /**
     * 申请移交。
     *
     * @param except payments left for later, such as a cheque that has not cleared
     * @param expected the sum that was looked at
     */
    record HandOn(@Positive long entityId, @NotNull LocalDate from, @NotNull LocalDate to, @Nullable @Size(max = 500) List<@NotNull Long> except,
                  @NotNull Money expected, @NotBlank @Size(max = 60) String payee, @Nullable @Size(max = 120) String payeeBank,
                  @Nullable @Size(max = 200) String note) {}

    /** 怎样付给开发商。 */
    record Payment(@NotNull PaymentMethod method, @Nullable @Size(max = 60) String bank, @Nullable @Size(max = 60) String reference) {}

    private static final Set<PaymentMethod> MEANS = Set.of(PaymentMethod.CASH, PaymentMethod.BANK_TRANSFER, PaymentMethod.CHEQUE);

    private final AgencyDue due;
    private final AgencyStore store;
    private final Approvals approvals;
    private final Till till;
    private final Slips slips;
    private final Ledger ledger;
    private final AuditTrail audit;
    private final Clock clock;

    AgencyPayouts(AgencyDue due, AgencyStore store, Approvals approvals, Till till, Slips slips, Ledger ledger, AuditTrail audit, Clock clock) {
        this.due = due;
        this.store = store;
        this.approvals = approvals;
        this.till = till;
        this.slips = slips;
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
    }

    /** 申请移交：占住这些款，交去审批。 */
    @Transactional
    long request(long community, HandOn asked) {
        CurrentUser.get().require(community, "cashier.agency");
        var period = new Period(asked.entityId(), asked.from(), asked.to());
        if (asked.to().isAfter(LocalDate.now(clock))) throw Problem.invalid("period-invalid", "止日不能晚于今天");
        store.lockEntity(community, asked.entityId());
        var lines = due.open(community, period, asked.except());
        var amount = Money.sum(lines, Open::amount);
        if (!amount.isPositive()) throw Problem.conflict("nothing-to-hand-on", "这一段没有要移交的款；要收回的在下一次移交里扣");
        if (!amount.equals(asked.expected())) throw Problem.conflict("agency-changed", "待移交已变为 %s 元，请核对后再提交", amount);
        var id = store.add(community, period, asked, amount, lines);
        var name = due.entityName(community, asked.entityId());
        approvals.submit(community, new Submission(AgencyApproval.KEY, id, "移交代收款 %s %s 元".formatted(name, amount), amount,
            asked.note() == null || asked.note().isBlank() ? "代收款移交" : asked.note(),
            List.of(new Fact("代谁收的", name), new Fact("起止", asked.from() + " 至 " + asked.to()), new Fact("笔数", String.valueOf(lines.size())),
                new Fact("移交金额", amount + " 元"), new Fact("收款单位", asked.payee())), "agency-payouts/" + id));
        audit.note("代收款移交 " + id, null, asked);
        return id;
    }

    /** 付给开发商：记账，开移交单；现金从我的抽屉付，也要那个主体的账上有。 */
    @Transactional
    void pay(long community, long id, Payment paid) {
        CurrentUser.get().require(community, "cashier.pay-out");
        if (!MEANS.contains(paid.method())) throw Problem.invalid("method-invalid", "移交只能用现金、转账或支票");
        var means = new Till.Means(paid.method(), paid.bank(), paid.reference());
        var known = store.lock(community, id);
        known.state().after(Move.PAY);
        store.lockEntity(community, known.entityId());
        var shift = means.method() == PaymentMethod.CASH ? till.openToPay(community, known.amount()) : null;
        var cash = store.cashOf(community, known.entityId());
        if (shift != null && cash.compareTo(known.amount()) < 0)
            throw Problem.conflict("agency-cash-short", "这个主体账上的现金只有 %s 元，其余已经解到银行，请改用转账", cash);
        var postings = new ArrayList<Posting>();
        for (var item : store.items(community, id)) postings.add(Posting.debit(Accounts.DEVELOPER, item.amount(), item.itemCode()));
        postings.add(Posting.credit(means.method().account(), known.amount(), null));
        till.move(community, shift, Till.Kind.AGENCY, id, means, known.amount().negated());
        var entry = ledger.post(new Entry(community, LocalDate.now(clock), EntryKind.AGENCY_PAYOUT, "代收款移交 " + id, "agency_payout", id, postings, known.entityId()));
        store.pay(community, known, entry);
        audit.note("移交单 " + slips.draw(community, Slips.Kind.AGENCY, id), null, paid);
    }

    /** 批了又不移交了：这些款放开。 */
    @Transactional
    void cancel(long community, long id, String why) {
        CurrentUser.get().require(community, "cashier.agency");
        store.move(community, store.lock(community, id), Move.CANCEL, why);
        audit.note("代收款移交 " + id, AgencyState.APPROVED.label(), AgencyState.CANCELLED.label());
    }

    /** 冲销：钱退了回来（转账退回、付错了），凭证冲红，这些款重新待移交；付的人自己不能冲。 */
    @Transactional
    void reverse(long community, long id, String reason) {
        var user = CurrentUser.get();
        user.require(community, "cashier.pay-out");
        var payout = store.lock(community, id);
        payout.state().after(Move.REVERSE);
        if (payout.paidBy() == null || payout.entryId() == null) throw new IllegalStateException("paid payout without payer or entry " + id);
        if (payout.paidBy() == user.id() || payout.paidBy().equals(user.deputyFor()))
            throw Problem.conflict("own-payout", "自己付出的移交要由另一人冲销");
        var means = till.means(community, Till.Kind.AGENCY, id);
        var shift = means.method() == PaymentMethod.CASH ? till.open(community) : null;
        till.move(community, shift, Till.Kind.AGENCY_BACK, id, means, payout.amount());
        ledger.reverse(community, payout.entryId(), EntryKind.AGENCY_PAYOUT, "冲销代收款移交 " + id, "agency_payout", id, reason);
        store.reverse(community, payout, reason);
        audit.note("代收款移交 " + id, AgencyState.PAID.label(), AgencyState.REVERSED.label());
    }
}
