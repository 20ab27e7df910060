package cn.anju.collection.dunning;

import cn.anju.approval.ApprovalKind;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 催缴方案的审批：主管批了当天起执行；同一范围只能有一个在执行。 */
@Component
class PlanApproval implements ApprovalKind {

    static final String KEY = "dunning-plan";

    private final JdbcClient jdbc;
    private final Clock clock;

    PlanApproval(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String label() {
        return "催缴方案";
    }

    @Override
    public List<Step> usualChain() {
        return List.of(Step.always("cs_supervisor"));
    }

    @Override
    public void approved(long community, long subjectId) {
        try {
            move(community, subjectId, "ACTIVE", null);
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("plan-active", "这个范围已有一个方案在执行，请先停用它");
        }
    }

    @Override
    public void rejected(long community, long subjectId, String why) {
        move(community, subjectId, "REJECTED", why);
    }

    private void move(long community, long id, String state, @Nullable String note) {
        jdbc.sql("update collection.dunning_plan set state = :state, note = :note, decided_at = :at where community_id = :community and id = :id and state = 'WAITING'")
            .param("state", state).param("note", note).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("community", community).param("id", id).update();
    }
}
