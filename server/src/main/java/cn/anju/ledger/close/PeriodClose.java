package cn.anju.ledger.close;

import cn.anju.access.AuditTrail;
import cn.anju.approval.ApprovalKind;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.ledger.CloseCheck;
import cn.anju.ledger.Periods;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 结账与反结账：清单全绿才结，报表随之锁定；反结账一人提出、另一人批。 */
@Service
class PeriodClose implements ApprovalKind {

    static final String KIND = "period-reopen";

    /** 清单的一项。 */
    record Item(String label, boolean isGreen, String text, @Nullable String link) {}

    private final Periods periods;
    private final Snapshots snapshots;
    private final List<CloseCheck> checks;
    private final ObjectProvider<Approvals> approvals;
    private final AuditTrail audit;

    PeriodClose(Periods periods, Snapshots snapshots, List<CloseCheck> checks, ObjectProvider<Approvals> approvals, AuditTrail audit) {
        this.periods = periods;
        this.snapshots = snapshots;
        this.checks = checks;
        this.approvals = approvals;
        this.audit = audit;
    }

    /** 结账前的清单。 */
    @Transactional
    List<Item> checklist(long community, YearMonth month) {
        return checks.stream().map(check -> {
            var finding = check.check(community, month);
            return new Item(check.label(), finding.isGreen(), finding.text(), finding.link());
        }).toList();
    }

    /** 结账：从早到晚逐月结，清单全绿，报表锁定，从此不再记账。 */
    @Transactional
    void close(long community, YearMonth month) {
        CurrentUser.get().require(community, "ledger.close");
        periods.lockForClose(community, month);
        var red = checklist(community, month).stream().filter(item -> !item.isGreen()).toList();
        if (!red.isEmpty())
            throw Problem.conflict("close-check-red", "还不能结账：%s", String.join("；", red.stream().map(item -> item.label() + "——" + item.text()).toList()));
        snapshots.lock(community, month);
        periods.close(community, month);
        audit.note("结账 " + month, null, null);
    }

    /** 提出反结账；批准之前月份仍是结着的。 @return the request to be decided by another */
    @Transactional
    long askReopen(long community, YearMonth month, String reason) {
        CurrentUser.get().require(community, "ledger.close");
        periods.requireReopenable(community, month);
        audit.note("反结账申请 " + month, null, reason);
        return approvals.getObject().submit(community, new Submission(KIND, subject(month), "反结账 " + month, null, reason,
            List.of(new Submission.Fact("月份", month.toString()), new Submission.Fact("影响", "批准后这个月可以再记账；锁定的报表保留，再结账时出新的版本")), "periods"));
    }

    @Override
    public String key() {
        return KIND;
    }

    @Override
    public String label() {
        return "反结账";
    }

    @Override
    public List<Step> usualChain() {
        return List.of(Step.always("director"));
    }

    @Override
    public void approved(long community, long subjectId) {
        periods.reopen(community, YearMonth.of((int) (subjectId / 100), (int) (subjectId % 100)), "两人同意反结账");
    }

    @Override
    public void rejected(long community, long subjectId, String why) {
        audit.note("反结账未获同意", null, why);
    }

    private static long subject(YearMonth month) {
        return month.getYear() * 100L + month.getMonthValue();
    }
}
