package cn.anju.cashier.agency;

import cn.anju.approval.ApprovalKind;
import cn.anju.cashier.agency.AgencyState.Move;
import cn.anju.kernel.Money;
import java.util.List;
import org.springframework.stereotype.Component;

/** 代收款移交的审批：会计核对，大额还要主任。 */
@Component
class AgencyApproval implements ApprovalKind {

    static final String KEY = "agency-payout";

    private final AgencyStore store;

    AgencyApproval(AgencyStore store) {
        this.store = store;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String label() {
        return "代收款移交";
    }

    @Override
    public List<Step> usualChain() {
        return List.of(Step.always("accountant"), new Step("director", Money.of("20000.00")));
    }

    @Override
    public void approved(long community, long subjectId) {
        store.move(community, store.lock(community, subjectId), Move.APPROVE, null);
    }

    @Override
    public void rejected(long community, long subjectId, String why) {
        store.move(community, store.lock(community, subjectId), Move.REJECT, why);
    }
}
