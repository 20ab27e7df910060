package cn.anju.job;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 停下一件长活：到下一个能停的地方停，所做的全部撤销。交办的人可以停自己的。 */
@Service
class JobStop {

    private record Stoppable(String label, @Nullable Long startedBy) {}

    private final JdbcClient jdbc;
    private final AuditTrail audit;

    JobStop(JdbcClient jdbc, AuditTrail audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** @throws Problem 409 {@code job-ended} when there is nothing left to stop */
    @Transactional
    public void ask(long community, long id) {
        var job = jdbc.sql("select label, started_by from job.job where community_id = :community and id = :id")
            .param("community", community).param("id", id).query(Stoppable.class).optional()
            .orElseThrow(() -> Problem.notFound("job-not-found", "没有这个任务"));
        if (!isPermitted(community, job.startedBy)) throw Problem.forbidden("not-own-job", "这是别人交办的任务，请交办的人或主管来停");
        var mine = jdbc.sql("""
            update job.job set stop_by = coalesce(stop_by, :by)
             where community_id = :community and id = :id and state in ('WAITING', 'RUNNING')
            """).param("by", CurrentUser.get().name()).param("community", community).param("id", id).update();
        if (mine == 0) throw Problem.conflict("job-ended", "这个任务已经结束，停不了了");
        audit.note("停止任务", null, Map.of("任务", job.label, "任务号", id));
    }

    static boolean isPermitted(long community, @Nullable Long startedBy) {
        var user = CurrentUser.get();
        return Objects.equals(startedBy, user.id()) || user.may(community, "job.stop");
    }

    static Problem stopped(String by) {
        return Problem.conflict("job-stopped", "已由 %s 停止，所做的已全部撤销", by);
    }
}
