package cn.anju.planning;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.ledger.LegalEntities;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 预算与用款计划。 */
@RestController
@RequestMapping("/api/communities/{community}")
class BudgetController {

    private final Budgets budgets;
    private final BudgetList list;
    private final Communities communities;
    private final Clock clock;

    BudgetController(Budgets budgets, BudgetList list, Communities communities, Clock clock) {
        this.budgets = budgets;
        this.list = list;
        this.communities = communities;
        this.clock = clock;
    }

    @GetMapping("/budgets")
    @Needs("planning.money")
    Page<BudgetList.Row> list(@PathVariable long community, @ParameterObject BudgetList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/budgets.xlsx")
    @Needs("planning.money")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject BudgetList.Filter filter, @ParameterObject Paging paging) {
        var zone = clock.getZone();
        var columns = List.<Column<BudgetList.Row>>of(Column.text("编号", 18, BudgetList.Row::number), Column.text("哪一期", 24, row -> row.span().words(row.beginsOn())), Column.text("部门", 14, BudgetList.Row::unit),
            Column.money("合计（元）", 16, BudgetList.Row::total).withSum(), Column.text("状态", 10, row -> row.state().label), Column.text("编制", 12, BudgetList.Row::madeName),
            Column.text("报批", 18, row -> row.submittedAt() == null ? null : Html.moment(row.submittedAt(), zone)), Column.text("批准", 12, BudgetList.Row::approvedName),
            Column.text("批准时间", 18, row -> row.approvedAt() == null ? null : Html.moment(row.approvedAt(), zone)));
        return ListSheet.of("预算与用款计划", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/budgets/accounts")
    @Needs("planning.money")
    List<LegalEntities.CostAccount> accounts(@PathVariable long community) {
        return list.accounts(community);
    }

    @GetMapping("/budgets/execution")
    @Needs("planning.money")
    BudgetList.Table execution(@PathVariable long community, @ParameterObject BudgetList.Asked asked) {
        return list.execution(community, asked);
    }

    @GetMapping("/budgets/execution.xlsx")
    @Needs("planning.money")
    ResponseEntity<byte[]> executionSheet(@PathVariable long community, @ParameterObject BudgetList.Asked asked) {
        var columns = List.<Column<BudgetList.Execution>>of(Column.text("科目", 10, BudgetList.Execution::account), Column.text("名称", 24, BudgetList.Execution::accountName),
            Column.money("预算（元）", 16, BudgetList.Execution::planned).withSum(), Column.money("实际（元）", 16, BudgetList.Execution::actual).withSum(),
            Column.money("还剩（元）", 16, BudgetList.Execution::left).withSum(), Column.number("用了（%）", 10, BudgetList.Execution::percent), Column.text("差异说明", 40, BudgetList.Execution::remark));
        var table = list.execution(community, asked);
        return ListSheet.of("预算执行 " + table.span().words(table.beginsOn()), columns, table.accounts());
    }

    @PostMapping("/budgets/execution/remarks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.money")
    void remark(@PathVariable long community, @Valid @RequestBody Budgets.Remark remark) {
        budgets.remark(community, remark);
    }

    @GetMapping("/budgets/{id}")
    @Needs("planning.money")
    BudgetList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @GetMapping(path = "/budgets/{id}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("planning.money")
    String print(@PathVariable long community, @PathVariable long id) {
        return BudgetPaper.of(communities.name(community), list.get(community, id), clock.getZone());
    }

    @PostMapping("/budgets")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("planning.lead")
    Budgets.Made write(@PathVariable long community, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, @Valid @RequestBody Budgets.NewBudget budget) {
        return budgets.write(community, key, budget);
    }

    @PutMapping("/budgets/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.lead")
    void change(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Budgets.Change change) {
        budgets.change(community, id, change);
    }

    @DeleteMapping("/budgets/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.lead")
    void discard(@PathVariable long community, @PathVariable long id) {
        budgets.discard(community, id);
    }

    @PostMapping("/budgets/{id}/submission")
    @Needs("planning.lead")
    Budgets.Submitted submit(@PathVariable long community, @PathVariable long id) {
        return budgets.submit(community, id);
    }
}
