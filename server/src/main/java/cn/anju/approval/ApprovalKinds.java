package cn.anju.approval;

import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 有哪些事要审批，在这个小区各走哪条链。 */
@Component
class ApprovalKinds {

    private final ObjectProvider<ApprovalKind> kinds;      // they call Approvals, too: a circle if asked for at once
    private final JdbcClient jdbc;

    ApprovalKinds(ObjectProvider<ApprovalKind> kinds, JdbcClient jdbc) {
        this.kinds = kinds;
        this.jdbc = jdbc;
    }

    List<ApprovalKind> all() {
        return kinds.orderedStream().toList();
    }

    ApprovalKind get(String key) {
        return kinds.stream().filter(kind -> kind.key().equals(key)).findFirst()
            .orElseThrow(() -> Problem.notFound("approval-kind-unknown", "没有「%s」这类审批", key));
    }

    List<ApprovalKind.Step> chain(long community, ApprovalKind kind) {
        var own = jdbc.sql("select role, above from approval.chain_step where community_id = :community and kind = :kind order by step")
            .param("community", community).param("kind", kind.key())
            .query((row, i) -> new ApprovalKind.Step(row.getString(1), new Money(row.getBigDecimal(2)))).list();
        return own.isEmpty() ? kind.usualChain() : own;
    }

    /** The steps an amount needs; the last step of the chain is needed where no other would be. */
    List<String> rolesFor(long community, ApprovalKind kind, @Nullable Money amount) {
        var chain = chain(community, kind);
        var needed = chain.stream().filter(step -> amount == null || step.above().isZero() || amount.compareTo(step.above()) > 0)
            .map(ApprovalKind.Step::role).toList();
        return needed.isEmpty() ? List.of(chain.getLast().role()) : needed;
    }
}
