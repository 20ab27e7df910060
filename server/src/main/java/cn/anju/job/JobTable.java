package cn.anju.job;

import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 长活的状态：等着、在做、做完、没做成。 */
@Repository
class JobTable {

    /** A job that is ours to do, for this try. */
    record Claimed(long community, long id, String kind, String payload, int tries, @Nullable Long startedBy, @Nullable String stopBy) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    JobTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Nothing if it has ended already (the answer to an earlier commit got lost). */
    @Transactional
    public Optional<Claimed> claim(long community, long id) {
        return jdbc.sql("""
            update job.job set state = 'RUNNING', tries = tries + 1, done = 0, total = 0, message = null, started_at = :now
             where community_id = :community and id = :id and state in ('WAITING', 'RUNNING')
            returning community_id community, id, kind, payload::text payload, tries, started_by, stop_by
            """)
            .param("community", community).param("id", id).param("now", now()).query(Claimed.class).optional();
    }

    /** @return who wants it stopped, if anybody */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Optional<String> progress(Claimed job, long done, long total, @Nullable String message) {
        return jdbc.sql("""
            update job.job set done = :done, total = :total, message = :message
             where community_id = :community and id = :id and state = 'RUNNING' and tries = :tries
            returning coalesce(stop_by, '')
            """)
            .param("done", done).param("total", total).param("message", message)
            .param("community", job.community()).param("id", job.id()).param("tries", job.tries())
            .query(String.class).optional().filter(by -> !by.isEmpty());
    }

    /** Part of the work's own transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void finish(Claimed job, String result) {
        var mine = jdbc.sql("""
            update job.job set state = 'DONE', done = greatest(done, total), message = null, result = :result::jsonb, finished_at = :now
             where community_id = :community and id = :id and state = 'RUNNING' and tries = :tries
            """)
            .param("result", result).param("now", now())
            .param("community", job.community()).param("id", job.id()).param("tries", job.tries()).update();
        if (mine == 0) throw Problem.conflict("job-taken-over", "这件事已由另一台服务器接手");
    }

    /** False when another try has taken over; then it is not ours to fail. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean fail(Claimed job, Problem why) {
        return jdbc.sql("""
            update job.job set state = case when :code = 'job-stopped' then 'CANCELLED' else 'FAILED' end, code = :code, message = :message, finished_at = :now
             where community_id = :community and id = :id and state = 'RUNNING' and tries = :tries
            """)
            .param("code", why.code()).param("message", why.getMessage()).param("now", now())
            .param("community", job.community()).param("id", job.id()).param("tries", job.tries()).update() > 0;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
