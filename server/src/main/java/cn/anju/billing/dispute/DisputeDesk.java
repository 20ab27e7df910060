package cn.anju.billing.dispute;

import cn.anju.access.AuditTrail;
import cn.anju.billing.BillDisputed;
import cn.anju.billing.BillReversal;
import cn.anju.billing.Bills;
import cn.anju.billing.DisputeDecided;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 办异议：登记当天起停这一行的违约金与催缴；解释到业主认可，或由别人裁定。 */
@Service
class DisputeDesk {

    /** @param raisedBy who says so, by name */
    record Raised(@NotBlank @Size(max = 60) String raisedBy, @NotBlank @Size(max = 500) String claim) {}

    /**
     * 一次解释。
     *
     * @param basis what was shown: tariff, formula, reading
     * @param isAccepted the owner is satisfied: the dispute ends
     * @param confirmedBy who confirmed, and in which way (签字、短信、微信、电话); both where accepted
     */
    record Explanation(@NotBlank @Size(max = 500) String basis, @NotBlank @Size(max = 1000) String explanation, boolean isAccepted,
                       @Nullable @Size(max = 60) String confirmedBy, @Nullable @Size(max = 20) String way) {}

    /** @param isReversed the line is reversed; otherwise it stands */
    record Decision(boolean isReversed, @NotBlank @Size(max = 500) String note) {}

    private record Waiting(long billId, DisputeState state, long madeBy) {}

    private final JdbcClient jdbc;
    private final Bills bills;
    private final BillReversal reversal;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DisputeDesk(JdbcClient jdbc, Bills bills, BillReversal reversal, AuditTrail audit, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.bills = bills;
        this.reversal = reversal;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** @throws Problem 404 {@code bill-not-found}; 409 {@code bill-already-settled}, {@code already-disputed} */
    @Transactional
    long raise(long community, long billId, Raised raised) {
        var user = CurrentUser.get();
        user.require(community, "billing.dispute");
        var bill = bills.lock(community, List.of(billId)).stream().findFirst().orElseThrow(() -> Problem.notFound("bill-not-found", "没有这行账单"));
        if (bill.outstanding().isZero()) throw Problem.conflict("bill-already-settled", "这行账单已经收清；要退钱请走退款");
        try {
            var id = jdbc.sql("""
                    insert into billing.dispute (community_id, bill_id, raised_on, raised_by, claim, made_by, made_name, made_at)
                    values (:community, :bill, :on, :raisedBy, :claim, :by, :name, :at) returning id
                    """).param("community", community).param("bill", billId).param("on", LocalDate.now(clock)).param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("raisedBy", raised.raisedBy().strip()).param("claim", raised.claim().strip()).param("by", user.id()).param("name", user.name())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
            audit.note("异议 %s %s".formatted(bill.roomCode(), bill.itemName()), null, raised);
            events.publishEvent(new BillDisputed(community, billId));
            return id;
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("already-disputed", "这行账单已有异议在处理");
        }
    }

    /** 记一次解释；业主认可就此了结。 */
    @Transactional
    void explain(long community, long id, Explanation given) {
        var user = CurrentUser.get();
        user.require(community, "billing.dispute");
        if (given.isAccepted() && (isBlank(given.confirmedBy()) || isBlank(given.way())))
            throw Problem.invalid("confirmation-missing", "业主认可的，请写明谁确认、怎么确认的");
        var dispute = lock(community, id);
        jdbc.sql("""
                insert into billing.dispute_explanation (community_id, dispute_id, basis, explanation, is_accepted, confirmed_by, way, made_name, made_at)
                values (:community, :id, :basis, :explanation, :accepted, :confirmedBy, :way, :name, :at)
                """).param("community", community).param("id", id).param("basis", given.basis()).param("explanation", given.explanation())
            .param("accepted", given.isAccepted()).param("confirmedBy", given.confirmedBy()).param("way", given.way()).param("name", user.name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        audit.note("异议 " + id + " 解释", null, given);
        if (given.isAccepted()) end(community, id, dispute.billId(), DisputeState.EXPLAINED, "业主认可：" + given.explanation());
    }

    /** 裁定：维持，或冲销（记账）。登记的人、收款的人不能裁。 */
    @Transactional
    void decide(long community, long id, Decision decision) {
        var user = CurrentUser.get();
        user.require(community, "billing.dispute-decide");
        var dispute = lock(community, id);
        if (dispute.madeBy() == user.id()) throw Problem.forbidden("not-own-decision", "自己登记的异议请由别人裁定");
        if (decision.isReversed() && user.may(community, "cashier.receive"))
            throw Problem.forbidden("collector-not-decider", "收款的人不能冲销账单，请由别人裁定");
        if (decision.isReversed()) reversal.reverse(community, dispute.billId(), "异议裁定：" + decision.note());
        audit.note("异议 " + id + " 裁定", null, decision);
        end(community, id, dispute.billId(), decision.isReversed() ? DisputeState.REVERSED : DisputeState.CONFIRMED, decision.note());
    }

    private void end(long community, long id, long bill, DisputeState state, String decision) {
        jdbc.sql("""
                update billing.dispute set state = :state, decided_on = :on, decision = :decision, decided_name = :name, decided_at = :at
                 where community_id = :community and id = :id
                """).param("state", state.name()).param("on", LocalDate.now(clock)).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("decision", decision).param("name", CurrentUser.get().name())
            .param("community", community).param("id", id).update();
        events.publishEvent(new DisputeDecided(community, bill, state == DisputeState.REVERSED));
    }

    private Waiting lock(long community, long id) {
        var dispute = jdbc.sql("select bill_id, state, made_by from billing.dispute where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Waiting.class).optional()
            .orElseThrow(() -> Problem.notFound("dispute-not-found", "没有这件异议"));
        if (dispute.state() != DisputeState.OPEN) throw Problem.conflict("dispute-ended", "这件异议已经了结");
        return dispute;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
