package cn.anju.billing.dispute;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.util.List;
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

@RestController
@RequestMapping("/api/communities/{community}")
class DisputeController {

    /** 登记好了。 */
    record Opened(long id) {}

    private static final List<Column<DisputeList.Row>> COLUMNS = List.of(
        Column.text("房号", 16, DisputeList.Row::roomCode), Column.text("收费项目", 18, DisputeList.Row::itemName),
        Column.date("账期起", 12, DisputeList.Row::periodStart), Column.date("账期止", 12, DisputeList.Row::periodEnd),
        Column.money("金额", 14, DisputeList.Row::amount), Column.money("未收", 14, DisputeList.Row::outstanding),
        Column.date("提出日期", 12, DisputeList.Row::raisedOn), Column.text("提出人", 12, DisputeList.Row::raisedBy),
        Column.text("疑问", 30, DisputeList.Row::claim), Column.count("解释次数", 10, DisputeList.Row::explanations),
        Column.text("状态", 10, row -> row.state().label()), Column.date("了结日期", 12, DisputeList.Row::decidedOn),
        Column.text("结果", 30, DisputeList.Row::decision), Column.text("登记人", 12, DisputeList.Row::madeName));

    private final DisputeDesk desk;
    private final DisputeList list;

    DisputeController(DisputeDesk desk, DisputeList list) {
        this.desk = desk;
        this.list = list;
    }

    @GetMapping("/disputes")
    @Needs("billing.read")
    Page<DisputeList.Row> list(@PathVariable long community, @ParameterObject DisputeList.Filter filter, @ParameterObject Paging paging) {
        return list.page(community, filter, paging);
    }

    /** 费用疑问处理记录。 */
    @GetMapping("/disputes.xlsx")
    @Needs("billing.read")
    ResponseEntity<byte[]> export(@PathVariable long community, @ParameterObject DisputeList.Filter filter, @ParameterObject Paging paging) {
        var rows = list.page(community, filter, Paging.all(paging.sort())).items();
        return ListSheet.of("费用疑问处理记录", COLUMNS, rows);
    }

    @GetMapping("/disputes/{id}")
    @Needs("billing.read")
    DisputeList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @PostMapping("/bills/{id}/disputes")
    @Needs("billing.dispute")
    @ResponseStatus(HttpStatus.CREATED)
    Opened raise(@PathVariable long community, @PathVariable long id, @Valid @RequestBody DisputeDesk.Raised raised) {
        return new Opened(desk.raise(community, id, raised));
    }

    @PostMapping("/disputes/{id}/explanations")
    @Needs("billing.dispute")
    DisputeList.Detail explain(@PathVariable long community, @PathVariable long id, @Valid @RequestBody DisputeDesk.Explanation given) {
        desk.explain(community, id, given);
        return list.get(community, id);
    }

    @PostMapping("/disputes/{id}/decision")
    @Needs("billing.dispute-decide")
    DisputeList.Detail decide(@PathVariable long community, @PathVariable long id, @Valid @RequestBody DisputeDesk.Decision decision) {
        desk.decide(community, id, decision);
        return list.get(community, id);
    }
}
