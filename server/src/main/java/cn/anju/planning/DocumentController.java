package cn.anju.planning;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 公文与体系文件。 */
@RestController
@RequestMapping("/api/communities/{community}")
class DocumentController {

    private final Documents documents;
    private final DocumentArchive archive;
    private final DocumentList list;
    private final Communities communities;
    private final Clock clock;

    DocumentController(Documents documents, DocumentArchive archive, DocumentList list, Communities communities, Clock clock) {
        this.documents = documents;
        this.archive = archive;
        this.list = list;
        this.communities = communities;
        this.clock = clock;
    }

    @GetMapping("/documents")
    @Needs("planning.work")
    Page<DocumentList.Row> list(@PathVariable long community, @ParameterObject DocumentList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/documents.xlsx")
    @Needs("planning.work")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject DocumentList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<DocumentList.Row>>of(Column.text("编号", 18, DocumentList.Row::number), Column.count("版", 6, row -> (long) row.version()), Column.text("种类", 10, row -> row.kind().label),
            Column.text("类别", 8, row -> row.category().label), Column.text("题目", 36, DocumentList.Row::title), Column.text("文号", 20, DocumentList.Row::paperNumber),
            Column.text("来文、主送、发布", 20, DocumentList.Row::party), Column.text("适用范围", 20, DocumentList.Row::scope), Column.date("日期", 12, DocumentList.Row::datedOn),
            Column.date("期限", 12, DocumentList.Row::dueOn), Column.text("承办", 10, DocumentList.Row::handlerName), Column.text("状态", 10, row -> row.state().label(row.kind())),
            Column.count("送阅", 8, row -> (long) row.readers()), Column.count("已签", 8, row -> (long) row.read()), Column.text("分类号", 14, DocumentList.Row::classNumber),
            Column.text("放在哪里", 20, DocumentList.Row::place), Column.text("保管", 8, row -> row.retention() == null ? null : row.retention().label), Column.text("借给", 10, DocumentList.Row::lentTo),
            Column.date("借到", 12, DocumentList.Row::lentUntil), Column.text("编制、登记", 10, DocumentList.Row::madeName));
        return ListSheet.of("公文与体系文件", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/documents/{id}")
    @Needs("planning.work")
    DocumentList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @GetMapping(path = "/documents/{id}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("planning.work")
    String print(@PathVariable long community, @PathVariable long id) {
        return DocumentPaper.of(communities.name(community), list.get(community, id), clock.getZone());
    }

    @PostMapping("/documents")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("planning.papers")
    Documents.Made enter(@PathVariable long community, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, @Valid @RequestBody Documents.NewDocument document) {
        return documents.enter(community, key, document);
    }

    @PutMapping("/documents/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.papers")
    void change(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Documents.NewDocument document) {
        documents.change(community, id, document);
    }

    @PostMapping("/documents/{id}/submission")
    @Needs("planning.papers")
    Documents.Submitted submit(@PathVariable long community, @PathVariable long id) {
        return documents.submit(community, id);
    }

    @PostMapping("/documents/{id}/enforcement")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.papers")
    void enforce(@PathVariable long community, @PathVariable long id) {
        documents.enforce(community, id);
    }

    @PostMapping("/documents/{id}/versions")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("planning.papers")
    Documents.Made revise(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Documents.NewVersion version) {
        return documents.revise(community, id, version);
    }

    @PostMapping("/documents/{id}/handling")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.work")
    void handle(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Documents.Handling handling) {
        documents.handle(community, id, handling);
    }

    @PostMapping("/documents/{id}/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.papers")
    void withdraw(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Documents.Withdrawal withdrawal) {
        documents.withdraw(community, id, withdrawal);
    }

    @PostMapping("/documents/{id}/readers")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.papers")
    void send(@PathVariable long community, @PathVariable long id, @Valid @RequestBody DocumentArchive.Sending sending) {
        archive.send(community, id, sending);
    }

    @PostMapping("/documents/{id}/reading")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.work")
    void read(@PathVariable long community, @PathVariable long id, @Valid @RequestBody DocumentArchive.Reading reading) {
        archive.read(community, id, reading);
    }

    @PostMapping("/documents/{id}/filing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.papers")
    void file(@PathVariable long community, @PathVariable long id, @Valid @RequestBody DocumentArchive.Filing filing) {
        archive.file(community, id, filing);
    }

    @PostMapping("/documents/{id}/loans")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.papers")
    void lend(@PathVariable long community, @PathVariable long id, @Valid @RequestBody DocumentArchive.Loan loan) {
        archive.lend(community, id, loan);
    }

    @PostMapping("/documents/{id}/loans/return")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.papers")
    void takeBack(@PathVariable long community, @PathVariable long id) {
        archive.takeBack(community, id);
    }
}
