package cn.anju.job;

import cn.anju.access.AuditTrail;
import cn.anju.attachment.Attachments;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Download;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** 后台导出：交办，做完了由交办的人取走。 */
@RestController
@RequestMapping("/api/communities/{community}/exports")
class ExportController {

    /** @param address the list's {@code .xlsx} below the community; @param filter as in its address; @param conditions the filter in words */
    record Asked(@NotBlank @Size(max = 100) String address, @Nullable @Size(max = 30) Map<String, String> filter, @Nullable @Size(max = 60) String sort,
                 @Nullable @Size(max = 500) String conditions) {}

    record Started(long id) {}

    private final ExportJob exports;
    private final Jobs jobs;
    private final JobList list;
    private final Attachments attachments;
    private final AuditTrail audit;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    ExportController(ExportJob exports, Jobs jobs, JobList list, Attachments attachments, AuditTrail audit, JdbcClient jdbc, JsonMapper json) {
        this.exports = exports;
        this.jobs = jobs;
        this.list = list;
        this.attachments = attachments;
        this.audit = audit;
        this.jdbc = jdbc;
        this.json = json;
    }

    @PostMapping
    @Needs(Needs.SIGNED_IN)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Transactional
    public Started start(@PathVariable long community, @Valid @RequestBody Asked asked) {
        var order = new ExportJob.Order(asked.address(), asked.filter() == null ? Map.of() : asked.filter(), asked.sort(), asked.conditions());
        exports.check(community, order);
        audit.note("导出 " + exports.find(order.address()).label(), null, order);
        return new Started(jobs.start(community, ExportJob.KIND, order));
    }

    /** How far it is; only for whoever asked for it. */
    @GetMapping("/{id}")
    @Needs(Needs.SIGNED_IN)
    @Transactional(readOnly = true)
    public JobView get(@PathVariable long community, @PathVariable long id) {
        own(community, id);
        return list.get(community, id);
    }

    @GetMapping("/{id}/file.xlsx")
    @Needs(Needs.SIGNED_IN)
    @Transactional(readOnly = true)
    public ResponseEntity<byte[]> file(@PathVariable long community, @PathVariable long id) {
        var result = own(community, id);
        if (result == null) throw Problem.conflict("export-not-ready", "还没有导出完，请稍等");
        var file = attachments.read(community, json.readValue(result, ExportJob.Result.class).file());
        return Download.xlsx(file.filename(), file.content());
    }

    private @Nullable String own(long community, long id) {
        record Found(@Nullable String result) {}
        return jdbc.sql("""
            select result::text result from job.job where community_id = :community and id = :id and kind = :kind and started_by = :me
            """).param("community", community).param("id", id).param("kind", ExportJob.KIND).param("me", CurrentUser.get().id())
            .query((row, i) -> new Found(row.getString(1))).optional()
            .orElseThrow(() -> Problem.notFound("export-not-found", "没有这次导出")).result();
    }
}
