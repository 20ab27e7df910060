package cn.anju.approval;

import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** 测试用的一类审批：主管批，一千元以上主任也要批。Found by the component scan, so that all stories share it. */
@Component
class Petition implements ApprovalKind {

    final Map<String, String> outcome = new ConcurrentHashMap<>();
    volatile String refusal = "";

    @Override
    public String key() {
        return "petition";
    }

    @Override
    public String label() {
        return "演练申请";
    }

    @Override
    public List<Step> usualChain() {
        return List.of(Step.always("cs_supervisor"), new Step("director", Money.of("1000.00")));
    }

    @Override
    public void approved(long community, long subjectId) {
        if (!refusal.isEmpty()) throw Problem.conflict("budget-short", refusal);
        outcome.put(community + "/" + subjectId, "同意");
    }

    @Override
    public void rejected(long community, long subjectId, String why) {
        outcome.put(community + "/" + subjectId, why);
    }
}
