package cn.anju.job;

import cn.anju.kernel.CurrentUser;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** 交办长活。 */
@Service
public class Jobs {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final JobHandlers handlers;
    private final ObjectProvider<Scheduler> scheduler;   // handlers start jobs, too: a circle if asked for at once

    Jobs(JdbcClient jdbc, JsonMapper json, Clock clock, JobHandlers handlers, ObjectProvider<Scheduler> scheduler) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.handlers = handlers;
        this.scheduler = scheduler;
    }

    /**
     * 交办：随调用者的事务一同成立，提交后马上开工。
     *
     * @param kind the {@link JobHandler#kind} that does it
     * @param payload the handler's payload record
     * @return the job's id in this community
     */
    @Transactional
    public long start(long community, String kind, Object payload) {
        var id = jdbc.sql("""
            insert into job.job (community_id, kind, label, payload, started_by, created_at)
            values (:community, :kind, :label, :payload::jsonb, :by, :at)
            returning id
            """)
            .param("community", community).param("kind", kind).param("label", handlers.get(kind).label())
            .param("payload", json.writeValueAsString(payload)).param("by", CurrentUser.isKnown() ? CurrentUser.get().id() : null)
            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .query(Long.class).single();
        // Long due, whatever the scheduler's clock says; the id keeps the order in which jobs were given.
        scheduler.getObject().schedule(new TaskInstance<>(JobTask.NAME, JobTask.instance(community, id)), Instant.ofEpochMilli(id));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                scheduler.getObject().triggerCheckForDueExecutions();
            }
        });
        return id;
    }
}
