package cn.anju.job;

import cn.anju.access.AuditTrail;
import cn.anju.attachment.Attachments;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.kernel.Sheet;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 导入：上传后后台核对，先看再写，或一步写入。 */
@Service
class Imports {

    /** What the job has to do. @param isApplied whether it writes, or only shows what it would write */
    record Work(long importId, boolean isApplied) {}

    static final String JOB = "import";

    private final ObjectProvider<ImportKind> kinds;
    private final ObjectProvider<ImportKindSource> sources;
    private final ImportTable table;
    private final ImportList list;
    private final ImportFindings findings;
    private final Attachments attachments;
    private final Jobs jobs;
    private final AuditTrail audit;

    Imports(ObjectProvider<ImportKind> kinds, ObjectProvider<ImportKindSource> sources, ImportTable table, ImportList list, ImportFindings findings, Attachments attachments, Jobs jobs, AuditTrail audit) {
        this.kinds = kinds;
        this.sources = sources;
        this.table = table;
        this.list = list;
        this.findings = findings;
        this.attachments = attachments;
        this.jobs = jobs;
        this.audit = audit;
    }

    List<ImportKind> kinds() {
        return Stream.concat(kinds.orderedStream(), sources.orderedStream().flatMap(source -> source.offered().stream())).toList();
    }

    /** @throws Problem 404 {@code import-kind-unknown} */
    ImportKind kind(String name) {
        return kinds.stream().filter(kind -> kind.kind().equals(name)).findFirst()
            .or(() -> sources.stream().flatMap(source -> source.kind(name).stream()).findFirst())
            .orElseThrow(() -> Problem.notFound("import-kind-unknown", "没有「%s」这种导入", name));
    }

    /** @throws Problem 403 unless the person may import this kind here */
    ImportKind permitted(long community, String name) {
        var kind = kind(name);
        CurrentUser.get().require(community, kind.permission());
        kind.check(community);
        return kind;
    }

    /** 上传一份，开始核对；不要预览的，核对完就写入。 */
    @Transactional
    public long upload(long community, String name, String filename, byte[] content, boolean isPreview) {
        var kind = permitted(community, name);
        Sheet.check(content);
        table.refuseWhileRunning(community);
        var file = attachments.store(community, filename, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", content);
        var id = table.add(community, kind.kind(), filename, file);
        table.setJob(community, id, jobs.start(community, JOB, new Work(id, !isPreview)));
        audit.note("导入" + kind.label(), null, Map.of("文件", filename, "导入号", id, "预览", isPreview));
        return id;
    }

    /**
     * 看过预览，写入；数据此间可能变过，所以重新核对。
     *
     * @param dates subject → the day of its change of owner; without a day it is left as it is
     * @param others the day of those that are not named; without it they are left as they are
     */
    @Transactional
    public void apply(long community, long id, Map<String, @Nullable LocalDate> dates, @Nullable LocalDate others) {
        var kind = permitted(community, list.get(community, id).kind());
        var decisions = new HashMap<String, LocalDate>();
        if (others != null) findings.subjectsToConfirm(community, id).forEach(subject -> decisions.put(subject, others));
        dates.forEach((subject, date) -> {
            if (date == null) decisions.remove(subject);
            else decisions.put(subject, date);
        });
        table.reopen(community, id, decisions);
        table.setJob(community, id, jobs.start(community, JOB, new Work(id, true)));
        audit.note("确认导入" + kind.label(), null, Map.of("导入号", id, "变更", decisions));
    }
}
