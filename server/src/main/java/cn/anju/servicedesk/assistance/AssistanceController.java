package cn.anju.servicedesk.assistance;

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
import java.util.Map;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 协办单。 */
@RestController
@RequestMapping("/api/communities/{community}")
class AssistanceController {

    private static final Map<String, String> STATES = Map.of("SENT", "等答复", "ANSWERED", "等确认", "CONFIRMED", "已确认", "WITHDRAWN", "撤回");

    private final Assistance assistance;
    private final AssistanceList list;
    private final Communities communities;
    private final Clock clock;

    AssistanceController(Assistance assistance, AssistanceList list, Communities communities, Clock clock) {
        this.assistance = assistance;
        this.list = list;
        this.communities = communities;
        this.clock = clock;
    }

    @GetMapping("/assistance")
    @Needs("servicedesk.assist")
    Page<AssistanceList.Row> list(@PathVariable long community, @ParameterObject AssistanceList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/assistance.xlsx")
    @Needs("servicedesk.assist")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject AssistanceList.Filter filter, @ParameterObject Paging paging) {
        var zone = clock.getZone();
        var columns = List.<Column<AssistanceList.Row>>of(Column.text("编号", 18, AssistanceList.Row::number), Column.text("工单", 18, AssistanceList.Row::ticketNumber),
            Column.text("部门", 14, AssistanceList.Row::department), Column.text("请谁办", 12, AssistanceList.Row::staff), Column.text("办什么", 40, AssistanceList.Row::request),
            Column.text("发出", 18, row -> Html.moment(row.sentAt(), zone)), Column.text("发出人", 12, AssistanceList.Row::sentName),
            Column.text("期限", 18, row -> Html.moment(row.dueAt(), zone)), Column.text("答复", 40, AssistanceList.Row::answer),
            Column.text("答复时间", 18, row -> row.answeredAt() == null ? null : Html.moment(row.answeredAt(), zone)), Column.text("超时", 8, row -> row.isLate() ? "超时" : null),
            Column.text("状态", 10, row -> STATES.get(row.state())), Column.text("确认人", 12, AssistanceList.Row::endedName));
        return ListSheet.of("协办单", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    /** The papers of what the list shows. */
    @GetMapping(path = "/assistance/print.html", produces = "text/html;charset=UTF-8")
    @Needs("servicedesk.assist")
    String print(@PathVariable long community, @ParameterObject AssistanceList.Filter filter, @ParameterObject Paging paging) {
        return AssistancePage.of(communities.name(community), list.list(community, filter, paging).items(), clock.getZone());
    }

    @PostMapping("/assistance")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("servicedesk.dispatch")
    Assistance.Sent send(@PathVariable long community, @Valid @RequestBody Assistance.Request request) {
        return assistance.send(community, request);
    }

    @PostMapping("/assistance/{id}/answer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.assist")
    void answer(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Assistance.Answer answer) {
        assistance.answer(community, id, answer);
    }

    @PostMapping("/assistance/{id}/confirmation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.assist")
    void confirm(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Assistance.Confirmation confirmation) {
        assistance.confirm(community, id, confirmation);
    }

    @PostMapping("/assistance/{id}/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.dispatch")
    void withdraw(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Assistance.Answer reason) {
        assistance.withdraw(community, id, reason);
    }
}
