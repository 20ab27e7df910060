package cn.anju.collection.rate;

import cn.anju.approval.ApprovalKind;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 半年没完成的降薪、降职：主任决定。 */
@Component
class PenaltyApproval implements ApprovalKind {

    static final String KEY = "half-year-penalty";

    private final JdbcClient jdbc;

    PenaltyApproval(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String label() {
        return "半年考核降薪降职";
    }

    @Override
    public List<Step> usualChain() {
        return List.of(Step.always("director"));
    }

    @Override
    public void approved(long community, long subjectId) {
        move(community, subjectId, "APPROVED");
    }

    @Override
    public void rejected(long community, long subjectId, String why) {
        move(community, subjectId, "REJECTED");
    }

    private void move(long community, long id, String state) {
        jdbc.sql("update collection.assessment set state = :state where community_id = :community and id = :id and state = 'WAITING'")
            .param("state", state).param("community", community).param("id", id).update();
    }
}
