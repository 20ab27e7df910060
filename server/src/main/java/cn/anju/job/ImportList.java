package cn.anju.job;

import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** 导入清单，和一次导入的结果。 */
@Component
@Transactional(readOnly = true)
class ImportList {

    private static final Map<String, String> SORTABLE =
        Map.of("createdAt", "i.created_at", "kind", "i.kind", "state", "i.state", "filename", "i.filename");
    private static final TypeReference<List<ImportTotal>> TOTALS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ImportFindings findings;
    private final ObjectProvider<ImportKind> kinds;
    private final ObjectProvider<ImportKindSource> sources;
    private final Clock clock;

    ImportList(JdbcClient jdbc, JsonMapper json, ImportFindings findings, ObjectProvider<ImportKind> kinds, ObjectProvider<ImportKindSource> sources, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.findings = findings;
        this.kinds = kinds;
        this.sources = sources;
        this.clock = clock;
    }

    Page<ImportView.Line> page(long community, @Nullable String kind, Paging paging) {
        var rows = jdbc.sql("""
            select i.id, i.kind, i.filename, i.state, i.message, i.rejected, i.warned, i.started_by_name, i.created_at, i.finished_at,
                   i.created + i.changed + i.unchanged accepted
              from job.import i
             where i.community_id = :community and (:kind::text is null or i.kind = :kind)
            """ + paging.orderBy(SORTABLE, "i.id desc") + " limit :limit offset :offset")
            .param("community", community).param("kind", kind).param("limit", paging.limit()).param("offset", paging.offset())
            .query((row, i) -> line(row)).list();
        var total = jdbc.sql("select count(*) from job.import where community_id = :community and (:kind::text is null or kind = :kind)")
            .param("community", community).param("kind", kind).query(Long.class).single();
        return new Page<>(rows, total);
    }

    ImportView get(long community, long id) {
        return jdbc.sql("""
            select i.*, j.done job_done, j.total job_total, j.message job_message, j.started_at job_started_at,
                   i.state = 'done' and exists (select from job.import_row r where r.community_id = i.community_id and r.import_id = i.id) undoable
              from job.import i
              left join job.job j on j.community_id = i.community_id and j.id = i.job_id
             where i.community_id = :community and i.id = :id
            """)
            .param("community", community).param("id", id).query((row, i) -> view(community, row)).optional()
            .orElseThrow(() -> Problem.notFound("import-not-found", "没有这次导入"));
    }

    /** 一次导入的结果，连同全部的退回和提醒。 */
    ImportOutcome outcome(long community, long id) {
        return ImportOutcome.of(get(community, id), findings.notes(community, id, ImportFindings.Kind.REJECTS),
            findings.notes(community, id, ImportFindings.Kind.WARNINGS));
    }

    boolean isStartedBy(long community, long id, long staffId) {
        return jdbc.sql("select exists (select from job.import where community_id = :community and id = :id and started_by = :staff)")
            .param("community", community).param("id", id).param("staff", staffId).query(Boolean.class).single();
    }

    long fileOf(long community, long id) {
        return jdbc.sql("select file_id from job.import where community_id = :community and id = :id")
            .param("community", community).param("id", id).query(Long.class).single();
    }

    private ImportView.Line line(ResultSet row) throws SQLException {
        return new ImportView.Line(row.getLong("id"), row.getString("kind"), label(row.getString("kind")), row.getString("filename"),
            ImportView.State.of(row.getString("state")), row.getInt("accepted"), row.getInt("rejected"), row.getInt("warned"),
            row.getString("message"), row.getString("started_by_name"), created(row), JobList.instant(row, "finished_at"));
    }

    private ImportView view(long community, ResultSet row) throws SQLException {
        var state = ImportView.State.of(row.getString("state"));
        var created = row.getInt("created");
        var changed = row.getInt("changed");
        var unchanged = row.getInt("unchanged");
        return new ImportView(row.getLong("id"), row.getString("kind"), label(row.getString("kind")), row.getString("filename"), state,
            created + changed + unchanged, created, changed, unchanged, row.getInt("rejected"), row.getInt("warned"),
            findings.columns(community, row.getLong("id")), json.readValue(row.getString("totals"), TOTALS),
            row.getLong("job_done"), row.getLong("job_total"),
            state == ImportView.State.RUNNING ? row.getString("job_message") : row.getString("message"), row.getString("code"),
            row.getString("started_by_name"), created(row), JobList.instant(row, "finished_at"), row.getObject("job_id", Long.class),
            state == ImportView.State.RUNNING
                ? JobView.secondsLeft(row.getLong("job_done"), row.getLong("job_total"), JobList.instant(row, "job_started_at"), clock.instant()) : null,
            row.getBoolean("undoable"), row.getString("undone_by"), JobList.instant(row, "undone_at"));
    }

    private static Instant created(ResultSet row) throws SQLException {
        return row.getObject("created_at", OffsetDateTime.class).toInstant();
    }

    private String label(String kind) {
        return kinds.stream().filter(known -> known.kind().equals(kind)).findFirst().or(() -> sources.stream().flatMap(source -> source.kind(kind).stream()).findFirst())
            .map(ImportKind::label).orElse(kind);
    }
}
