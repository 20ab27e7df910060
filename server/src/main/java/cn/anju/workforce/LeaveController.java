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
import java.util.Map;
import java.util.stream.Collectors;
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

/** 请假。 */
@RestController
@RequestMapping("/api/communities/{community}")
class LeaveController {

    private static final Map<String, String> STATES = Map.of("WAITING", "等批", "APPROVED", "已批", "REJECTED", "没批");
    private static final String STYLE = """
        @page { size: A4; margin: 16mm 20mm; }
        section { page-break-inside: avoid; margin-bottom: 12mm; } h1 { font-size: 16pt; text-align: center; margin-bottom: 2mm; } .head { text-align: center; margin-bottom: 2mm; }
        th, td { border: 1px solid #000; padding: 2mm; font-weight: normal; text-align: left; vertical-align: top; } th { width: 24mm; } .tall { height: 18mm; }
        .sign { margin-top: 4mm; }
        """ + Html.NUMBERED;

    private final Leaves leaves;
    private final LeaveList list;
    private final Communities communities;
    private final Clock clock;

    LeaveController(Leaves leaves, LeaveList list, Communities communities, Clock clock) {
        this.leaves = leaves;
        this.list = list;
        this.communities = communities;
        this.clock = clock;
    }

    @GetMapping("/leaves")
    @Needs("workforce.attend")
    Page<LeaveList.Row> list(@PathVariable long community, @ParameterObject LeaveList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/leaves.xlsx")
    @Needs("workforce.attend")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject LeaveList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<LeaveList.Row>>of(Column.text("编号", 18, LeaveList.Row::number), Column.text("姓名", 12, LeaveList.Row::staffName), Column.text("假别", 10, row -> row.kind().label),
            Column.text("从", 16, LeaveController::from), Column.text("到", 16, LeaveController::to), Column.text("事由", 36, LeaveList.Row::reason), Column.text("代理", 12, LeaveList.Row::deputyName),
            Column.text("状态", 8, row -> STATES.get(row.state())), Column.text("谁批的", 12, LeaveList.Row::endedName),
            Column.text("提早回来", 12, row -> row.backOn() == null ? null : row.backOn().toString()));
        return ListSheet.of("请假", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping(path = "/leaves/print.html", produces = "text/html;charset=UTF-8")
    @Needs("workforce.attend")
    String print(@PathVariable long community, @ParameterObject LeaveList.Filter filter, @ParameterObject Paging paging) {
        var name = Html.text(communities.name(community));
        return Html.page("请假单", STYLE, list.list(community, filter, paging).items().stream().map(row -> """
            <section><h1>请 假 单</h1><p class="head">%s　编号：%s</p><table>
            <tr><th>姓名</th><td>%s</td><th>假别</th><td>%s</td></tr>
            <tr><th>时间</th><td colspan="3">%s 至 %s</td></tr>
            <tr><th>事由</th><td colspan="3" class="tall">%s</td></tr>
            <tr><th>职务代理</th><td>%s</td><th>申请时间</th><td>%s</td></tr>
            <tr><th>审批</th><td colspan="3" class="tall">%s　%s　%s</td></tr>
            </table><p class="sign">申请人（签字）：＿＿＿＿＿＿　　审批人（签字）：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿　　（章）</p></section>
            """.formatted(name, row.number(), Html.text(row.staffName()), row.kind().label, from(row), to(row), Html.text(row.reason()), Html.text(row.deputyName()),
            Html.moment(row.madeAt(), clock.getZone()), STATES.get(row.state()), Html.text(row.endedName()), row.endedAt() == null ? "" : Html.moment(row.endedAt(), clock.getZone())))
            .collect(Collectors.joining()));
    }

    @PostMapping("/leaves")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.attend")
    Leaves.Asked ask(@PathVariable long community, @Valid @RequestBody Leaves.NewLeave leave) {
        return leaves.ask(community, leave);
    }

    @PostMapping("/leaves/{id}/return")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.attend")
    void back(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Leaves.Return back) {
        leaves.back(community, id, back);
    }

    private static String from(LeaveList.Row row) {
        return row.fromOn() + (row.fromNoon() ? " 下午" : "");
    }

    private static String to(LeaveList.Row row) {
        return row.toOn() + (row.toNoon() ? " 上午" : "");
    }
}
