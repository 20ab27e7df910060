package cn.anju.planning;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 工作日志与大厦日志。 */
@RestController
@RequestMapping("/api/communities/{community}")
class JournalController {

    private final Journals journals;
    private final JournalList list;
    private final Communities communities;
    private final Clock clock;

    JournalController(Journals journals, JournalList list, Communities communities, Clock clock) {
        this.journals = journals;
        this.list = list;
        this.communities = communities;
        this.clock = clock;
    }

    @GetMapping("/journals")
    @Needs("planning.work")
    Page<JournalList.Row> list(@PathVariable long community, @ParameterObject JournalList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/journals.xlsx")
    @Needs("planning.work")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject JournalList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<JournalList.Row>>of(Column.date("日期", 12, JournalList.Row::day), Column.text("种类", 10, row -> row.kind().label), Column.text("谁写的", 12, JournalList.Row::staffName),
            Column.text("天气", 8, JournalList.Row::weather), Column.text("内容", 80, JournalList.Row::content), Column.count("列出的事", 10, row -> (long) row.items()),
            Column.count("还没了的", 10, row -> (long) row.left()), Column.text("写于", 18, row -> Html.moment(row.writtenAt(), clock.getZone())));
        return ListSheet.of("日志", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    /** What was written today, and what is carried into it. */
    @GetMapping("/journals/today")
    @Needs("planning.work")
    JournalList.Today today(@PathVariable long community, @RequestParam JournalKind kind) {
        return list.today(community, kind);
    }

    @PutMapping("/journals/today")
    @Needs("planning.work")
    Journals.Made write(@PathVariable long community, @Valid @RequestBody Journals.NewJournal journal) {
        return journals.write(community, journal);
    }

    @GetMapping("/journals/{id}")
    @Needs("planning.work")
    JournalList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @GetMapping(path = "/journals/{id}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("planning.work")
    String print(@PathVariable long community, @PathVariable long id) {
        return JournalPaper.of(communities.name(community), list.get(community, id), clock.getZone());
    }
}
