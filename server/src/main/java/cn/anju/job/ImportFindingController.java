package cn.anju.job;

import cn.anju.job.ImportFindings.ChangeFilter;
import cn.anju.job.ImportFindings.Filter;
import cn.anju.job.ImportFindings.Kind;
import cn.anju.kernel.Column;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Download;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 一次导入的退回、提醒、改动，一页一页看，也可以导出。 */
@RestController
@RequestMapping("/api/communities/{community}/imports/{id}")
class ImportFindingController {

    private static final List<Column<ImportNote>> NOTES = List.of(Column.count("行", 8, note -> (long) note.row()),
        Column.text("房号或表号", 18, ImportNote::subject), Column.text("列", 16, ImportNote::column), Column.text("原因", 60, ImportNote::message));
    private static final List<Column<ImportChange>> CHANGES = List.of(Column.count("行", 8, change -> (long) change.row()),
        Column.text("房号或表号", 18, ImportChange::subject), Column.text("列", 20, ImportChange::column), Column.text("原来", 30, ImportChange::before),
        Column.text("改成", 30, ImportChange::after), Column.text("要确认", 8, change -> change.toConfirm() ? "是" : ""));

    private final Imports imports;
    private final ImportList list;
    private final ImportFindings findings;
    private final ImportRejects workbook;

    ImportFindingController(Imports imports, ImportList list, ImportFindings findings, ImportRejects workbook) {
        this.imports = imports;
        this.list = list;
        this.findings = findings;
        this.workbook = workbook;
    }

    @Needs("job.read")
    @GetMapping("/rejects")
    Page<ImportNote> rejects(@PathVariable long community, @PathVariable long id, @ParameterObject Filter filter, @ParameterObject Paging paging) {
        return notes(community, id, Kind.REJECTS, filter, paging);
    }

    @Needs("job.read")
    @GetMapping("/warnings")
    Page<ImportNote> warnings(@PathVariable long community, @PathVariable long id, @ParameterObject Filter filter, @ParameterObject Paging paging) {
        return notes(community, id, Kind.WARNINGS, filter, paging);
    }

    @Needs("job.read")
    @GetMapping("/changes")
    Page<ImportChange> changes(@PathVariable long community, @PathVariable long id, @ParameterObject ChangeFilter filter, @ParameterObject Paging paging) {
        list.get(community, id);
        return findings.changes(community, id, filter, paging);
    }

    /** These are the uploaded rows as they were, whole phones and numbers included: back to who sent them, to nobody else. */
    @Needs("job.read")
    @GetMapping("/rejects.xlsx")
    ResponseEntity<byte[]> rejectedRows(@PathVariable long community, @PathVariable long id, @ParameterObject Filter filter, @ParameterObject Paging paging) {
        var view = list.get(community, id);
        var kind = imports.permitted(community, view.kind());
        if (!list.isStartedBy(community, id, CurrentUser.get().id()))
            throw Problem.forbidden("not-own-import", "退回的行里有完整的号码，只给上传的人");
        return Download.xlsx(kind.label() + "退回.xlsx", workbook.bytes(community, kind, all(community, id, Kind.REJECTS, filter, paging.sort()), list.fileOf(community, id)));
    }

    @Needs("job.read")
    @GetMapping("/warnings.xlsx")
    ResponseEntity<byte[]> exportWarnings(@PathVariable long community, @PathVariable long id, @ParameterObject Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of(list.get(community, id).label() + "提醒", NOTES, all(community, id, Kind.WARNINGS, filter, paging.sort()));
    }

    @Needs("job.read")
    @GetMapping("/changes.xlsx")
    ResponseEntity<byte[]> exportChanges(@PathVariable long community, @PathVariable long id, @ParameterObject ChangeFilter filter, @ParameterObject Paging paging) {
        return ListSheet.of(list.get(community, id).label() + "改动", CHANGES, changes(community, id, filter, Paging.all(paging.sort())).items());
    }

    private List<ImportNote> all(long community, long id, Kind kind, Filter filter, @Nullable String sort) {
        return findings.notes(community, id, kind, filter, Paging.all(sort)).items();
    }

    private Page<ImportNote> notes(long community, long id, Kind kind, Filter filter, Paging paging) {
        list.get(community, id);
        return findings.notes(community, id, kind, filter, paging);
    }
}
