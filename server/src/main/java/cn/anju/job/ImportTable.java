package cn.anju.job;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** 导入的状态：running → preview → running → done，或 failed。 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class ImportTable {

    /** What a run needs to know. */
    record Upload(String kind, long fileId, Map<String, LocalDate> decisions) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ImportFindings findings;
    private final Clock clock;

    ImportTable(JdbcClient jdbc, JsonMapper json, ImportFindings findings, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.findings = findings;
        this.clock = clock;
    }

    /** @throws Problem 409 {@code import-running} when another one is under way in this community */
    public long add(long community, String kind, String filename, long fileId) {
        var user = CurrentUser.get();
        try {
            return jdbc.sql("""
                insert into job.import (community_id, kind, filename, file_id, started_by, started_by_name, created_at)
                values (:community, :kind, :filename, :file, :by, :name, :now)
                returning id
                """)
                .param("community", community).param("kind", kind).param("filename", filename).param("file", fileId)
                .param("by", user.id()).param("name", user.name()).param("now", now())
                .query(Long.class).single();
        } catch (DuplicateKeyException e) {
            throw running();
        }
    }

    public void refuseWhileRunning(long community) {
        if (jdbc.sql("select exists (select 1 from job.import where community_id = :community and state = 'running')")
            .param("community", community).query(Boolean.class).single()) throw running();
    }

    /** From preview to running again; of two at the same time one gets it. */
    public void reopen(long community, long id, Map<String, LocalDate> decisions) {
        try {
            var mine = jdbc.sql("""
                update job.import set state = 'running', decisions = :decisions::jsonb
                 where community_id = :community and id = :id and state = 'preview'
                """)
                .param("decisions", json.writeValueAsString(decisions)).param("community", community).param("id", id).update();
            if (mine == 0) throw Problem.conflict("import-not-in-preview", "这次导入不在待确认的状态，请刷新后再看");
        } catch (DuplicateKeyException e) {
            throw running();
        }
    }

    public void setJob(long community, long id, long job) {
        jdbc.sql("update job.import set job_id = :job where community_id = :community and id = :id")
            .param("job", job).param("community", community).param("id", id).update();
    }

    public Upload upload(long community, long id) {
        return jdbc.sql("select kind, file_id, decisions::text from job.import where community_id = :community and id = :id")
            .param("community", community).param("id", id)
            .query((row, i) -> new Upload(row.getString(1), row.getLong(2),
                json.readValue(row.getString(3), new TypeReference<Map<String, LocalDate>>() {})))
            .single();
    }

    public void settle(long community, long id, String state, ImportPlan plan, @Nullable String message) {
        jdbc.sql("""
            update job.import
               set state = :state, created = :created, changed = :changed, unchanged = :unchanged, rejected = :rejected,
                   warned = :warned, totals = :totals::jsonb, message = :message, finished_at = :now
             where community_id = :community and id = :id
            """)
            .param("state", state).param("created", plan.created()).param("changed", plan.changed()).param("unchanged", plan.unchanged())
            .param("rejected", plan.rejects().size()).param("warned", plan.warnings().size())
            .param("totals", json.writeValueAsString(plan.totals())).param("message", message).param("now", now())
            .param("community", community).param("id", id).update();
        findings.replace(community, id, plan);
    }

    public void fail(long community, long id, Problem why) {
        jdbc.sql("""
            update job.import set state = 'failed', code = :code, message = :message, finished_at = :now
             where community_id = :community and id = :id
            """)
            .param("code", why.code()).param("message", why.getMessage()).param("now", now())
            .param("community", community).param("id", id).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Problem running() {
        return Problem.conflict("import-running", "这个小区正在导入另一份文件，请等它做完再传");
    }
}
