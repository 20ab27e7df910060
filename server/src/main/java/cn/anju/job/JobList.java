package cn.anju.job;

import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** 后台任务清单。 */
@Component
@Transactional(readOnly = true)
class JobList {

    private static final Map<String, String> SORTABLE = Map.of("createdAt", "created_at", "kind", "kind", "state", "state");

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    JobList(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    Page<JobView> page(long community, @Nullable String state, Paging paging) {
        var rows = jdbc.sql("""
            select * from job.job
             where community_id = :community and (:state::text is null or state = :state)
            """ + paging.orderBy(SORTABLE, "id desc") + " limit :limit offset :offset")
            .param("community", community).param("state", state).param("limit", paging.limit()).param("offset", paging.offset())
            .query((row, i) -> view(row)).list();
        var total = jdbc.sql("select count(*) from job.job where community_id = :community and (:state::text is null or state = :state)")
            .param("community", community).param("state", state).query(Long.class).single();
        return new Page<>(rows, total);
    }

    JobView get(long community, long id) {
        return jdbc.sql("select * from job.job where community_id = :community and id = :id")
            .param("community", community).param("id", id).query((row, i) -> view(row)).optional()
            .orElseThrow(() -> Problem.notFound("job-not-found", "没有这个任务"));
    }

    private JobView view(ResultSet row) throws SQLException {
        var result = row.getString("result");
        var state = JobView.State.valueOf(row.getString("state"));
        var startedAt = instant(row, "started_at");
        return new JobView(row.getLong("id"), row.getString("kind"), row.getString("label"), state,
            row.getLong("done"), row.getLong("total"), row.getString("message"), row.getString("code"),
            result == null ? null : json.readValue(result, new TypeReference<Map<String, Object>>() {}),
            row.getObject("created_at", OffsetDateTime.class).toInstant(), startedAt, instant(row, "finished_at"),
            state == JobView.State.RUNNING ? JobView.secondsLeft(row.getLong("done"), row.getLong("total"), startedAt, clock.instant()) : null,
            (state == JobView.State.WAITING || state == JobView.State.RUNNING) && row.getString("stop_by") == null
                && JobStop.isPermitted(row.getLong("community_id"), row.getObject("started_by", Long.class)));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
