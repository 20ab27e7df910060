package cn.anju.approval;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 批：同意往下走一步，最后一步同意就办；不同意到此为止。 */
@Service
class Decisions {

    /** @param note required for a no */
    record Decision(boolean isApproved, @Nullable @Size(max = 500, message = "意见太长") String note) {}

    private final JdbcClient jdbc;
    private final Approvals approvals;
    private final ApprovalKinds kinds;
    private final StaffAccess staff;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    Decisions(JdbcClient jdbc, Approvals approvals, ApprovalKinds kinds, StaffAccess staff, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.approvals = approvals;
        this.kinds = kinds;
        this.staff = staff;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * 作出决定。
     *
     * @throws Problem 403 {@code not-own-decision} for one's own request, {@code not-approver} without the role of the step;
     *     409 {@code already-decided} by the same person at an earlier step, {@code approval-ended}
     */
    @Transactional
    public void decide(long community, long id, Decision decision) {
        var note = decision.note() == null || decision.note().isBlank() ? null : decision.note().strip();
        if (!decision.isApproved() && note == null) throw Problem.invalid("reason-missing", "不同意请写明原因");
        var request = approvals.lock(community, id);
        var user = CurrentUser.get();
        var refusal = refusal(community, id, request, user);
        if (refusal != null) throw refusal;
        jdbc.sql("""
            insert into approval.decision (community_id, request_id, step, is_approved, note, made_by, made_name, deputy_for, made_at)
            values (:community, :request, :step, :approved, :note, :by, :name, :deputy, :at)
            """)
            .param("community", community).param("request", id).param("step", request.step()).param("approved", decision.isApproved())
            .param("note", note).param("by", user.id()).param("name", user.name()).param("deputy", user.deputyFor())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        audit.note("审批 " + request.title(), null, decision);
        var kind = kinds.get(request.kind());
        if (!decision.isApproved()) {
            approvals.end(community, id, ApprovalState.REJECTED);
            kind.rejected(community, request.subjectId(), note == null ? "" : note);
            answer(community, id, request, "未通过：");
            return;
        }
        var next = nextRole(community, id, request.step() + 1);
        if (next != null) {
            jdbc.sql("update approval.request set step = step + 1 where community_id = :community and id = :id")
                .param("community", community).param("id", id).update();
            approvals.ask(community, id, kind, request.title(), next, request.step() + 1);
            return;
        }
        approvals.end(community, id, ApprovalState.APPROVED);
        kind.approved(community, request.subjectId());
        answer(community, id, request, "已通过：");
    }

    /** Why this person may not decide the step that is due; null when he may. */
    @Nullable Problem refusal(long community, long id, Approvals.Waiting request, CurrentUser user) {
        if (request.madeBy() == user.id() || user.deputyFor() != null && request.madeBy() == user.deputyFor())
            return Problem.forbidden("not-own-decision", "自己提交的不能自己批，请由别人审批");
        var role = nextRole(community, id, request.step());
        if (role == null || !staff.rolesOf(user, community).contains(role))
            return Problem.forbidden("not-approver", "这一步不由您审批");
        var decided = jdbc.sql("""
            select exists (select from approval.decision where community_id = :community and request_id = :id and made_by = :me)
            """).param("community", community).param("id", id).param("me", user.id()).query(Boolean.class).single();
        return decided ? Problem.conflict("already-decided", "您已经批过前面一步，这一步请由别人审批") : null;
    }

    private @Nullable String nextRole(long community, long id, int step) {
        return jdbc.sql("select role from approval.request_step where community_id = :community and request_id = :id and step = :step")
            .param("community", community).param("id", id).param("step", step).query(String.class).optional().orElse(null);
    }

    private void answer(long community, long id, Approvals.Waiting request, String verdict) {
        notices.tell(community, List.of(request.madeBy()), new Notice("审批", verdict + request.title(), null, "approvals/" + id, null));
    }
}
