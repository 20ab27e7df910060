package cn.anju.workforce;

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
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 交接班。 */
@RestController
@RequestMapping("/api/communities/{community}")
class ShiftHandoverController {

    private final ShiftHandovers handovers;
    private final ShiftHandoverDraft draft;
    private final ShiftHandoverList list;
    private final Colleagues colleagues;
    private final Communities communities;
    private final Clock clock;

    ShiftHandoverController(ShiftHandovers handovers, ShiftHandoverDraft draft, ShiftHandoverList list, Colleagues colleagues, Communities communities, Clock clock) {
        this.handovers = handovers;
        this.draft = draft;
        this.list = list;
        this.colleagues = colleagues;
        this.communities = communities;
        this.clock = clock;
    }

    @GetMapping("/shift-handovers")
    @Needs("workforce.handover")
    Page<ShiftHandoverList.Row> list(@PathVariable long community, @ParameterObject ShiftHandoverList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/shift-handovers.xlsx")
    @Needs("workforce.handover")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject ShiftHandoverList.Filter filter, @ParameterObject Paging paging) {
        var zone = clock.getZone();
        var columns = List.<Column<ShiftHandoverList.Row>>of(Column.text("编号", 18, ShiftHandoverList.Row::number), Column.text("岗位", 10, row -> row.post().label),
            Column.text("日期", 12, row -> row.day().toString()), Column.text("班次", 8, row -> row.shift().label), Column.text("交班人", 14, ShiftHandoverList.Row::handedName),
            Column.text("交班时间", 18, row -> Html.moment(row.handedAt(), zone)), Column.text("接班人", 14, ShiftHandoverList.Row::signedName),
            Column.text("签字时间", 18, row -> row.signedAt() == null ? null : Html.moment(row.signedAt(), zone)), Column.text("现由谁负责", 14, ShiftHandoverList.Row::holderName),
            Column.text("项数", 8, row -> String.valueOf(row.lines())), Column.text("没接的", 8, row -> row.untaken() == 0 ? null : String.valueOf(row.untaken())),
            Column.text("没派人的", 8, row -> row.unassigned() == 0 ? null : String.valueOf(row.unassigned())), Column.text("晚", 6, row -> row.isLate() ? "晚了" : null));
        return ListSheet.of("交接班", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/shift-handovers/draft")
    @Needs("workforce.handover")
    ShiftHandoverDraft.Draft draft(@PathVariable long community, @RequestParam HandoverPost post) {
        return draft.draft(community, post);
    }

    @GetMapping("/colleagues")
    @Needs("workforce.attend")
    List<Colleagues.Colleague> colleagues(@PathVariable long community) {
        return colleagues.list(community);
    }

    @PostMapping("/shift-handovers")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.handover")
    ShiftHandovers.Written write(@PathVariable long community, @Valid @RequestBody ShiftHandovers.NewHandover handover) {
        return handovers.write(community, handover);
    }

    @GetMapping("/shift-handovers/{id}")
    @Needs("workforce.handover")
    ShiftHandoverList.Detail one(@PathVariable long community, @PathVariable long id) {
        return list.one(community, id);
    }

    @PutMapping("/shift-handovers/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.handover")
    void change(@PathVariable long community, @PathVariable long id, @Valid @RequestBody ShiftHandovers.NewHandover handover) {
        handovers.change(community, id, handover);
    }

    @GetMapping(path = "/shift-handovers/{id}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("workforce.handover")
    String print(@PathVariable long community, @PathVariable long id) {
        return ShiftHandoverPaper.of(communities.name(community), list.one(community, id), clock.getZone());
    }

    @PostMapping("/shift-handovers/{id}/signature")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.handover")
    void sign(@PathVariable long community, @PathVariable long id, @Valid @RequestBody ShiftHandovers.Signature signature) {
        handovers.sign(community, id, signature);
    }

    @PostMapping("/handover-lines/{id}/signature")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.handover")
    void take(@PathVariable long community, @PathVariable long id) {
        handovers.take(community, id);
    }

    @PostMapping("/handover-lines/{id}/tasks")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.handover")
    void assign(@PathVariable long community, @PathVariable long id, @Valid @RequestBody ShiftHandovers.NewTask task) {
        handovers.assign(community, id, task);
    }

    @PostMapping("/handover-lines/{id}/outcome")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.handover")
    void finish(@PathVariable long community, @PathVariable long id, @Valid @RequestBody ShiftHandovers.Outcome outcome) {
        handovers.finish(community, id, outcome);
    }
}
