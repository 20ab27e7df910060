package cn.anju.billing.relief;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communities/{community}")
class ReliefController {

    private static final List<Column<ReliefList.Row>> COLUMNS = List.of(
        Column.text("房号", 16, ReliefList.Row::roomCode), Column.text("收费项目", 18, ReliefList.Row::itemName),
        Column.text("种类", 8, row -> row.kind().label()), Column.number("比例(%)", 10, ReliefList.Row::percent),
        Column.money("金额或每月最多", 14, ReliefList.Row::amount), Column.date("起", 12, ReliefList.Row::fromOn),
        Column.date("止", 12, ReliefList.Row::untilOn), Column.text("状态", 10, row -> row.state().label()),
        Column.money("已减免", 14, ReliefList.Row::waived).withSum(), Column.text("理由", 30, ReliefList.Row::reason),
        Column.text("申请人", 12, ReliefList.Row::madeName), Column.text("终止理由", 20, ReliefList.Row::endedReason));

    private final Reliefs reliefs;
    private final ReliefList list;
    private final ReliefBudget budget;
    private final Clock clock;

    ReliefController(Reliefs reliefs, ReliefList list, ReliefBudget budget, Clock clock) {
        this.reliefs = reliefs;
        this.list = list;
        this.budget = budget;
        this.clock = clock;
    }

    @GetMapping("/reliefs")
    @Needs("billing.read")
    Page<ReliefList.Row> list(@PathVariable long community, @ParameterObject ReliefList.Filter filter, @ParameterObject Paging paging) {
        return list.page(community, filter, paging);
    }

    @GetMapping("/reliefs.xlsx")
    @Needs("billing.read")
    ResponseEntity<byte[]> export(@PathVariable long community, @ParameterObject ReliefList.Filter filter, @ParameterObject Paging paging) {
        var rows = list.page(community, filter, Paging.all(paging.sort())).items();
        return ListSheet.of("减免", COLUMNS, rows);
    }

    /** 某月（不写是本月）的额度、已用、剩余。 */
    @GetMapping("/reliefs/budget")
    @Needs("billing.read")
    ReliefBudget.View budget(@PathVariable long community, @RequestParam @Nullable YearMonth month) {
        var today = LocalDate.now(clock);
        return budget.of(community, month == null ? YearMonth.from(today) : month, today);
    }

    @PostMapping("/reliefs")
    @Needs("billing.relief")
    @ResponseStatus(HttpStatus.CREATED)
    Reliefs.Asked ask(@PathVariable long community, @Valid @RequestBody Reliefs.NewRelief asked) {
        return reliefs.ask(community, asked);
    }

    @PostMapping("/bills/{id}/waiver")
    @Needs("billing.relief")
    @ResponseStatus(HttpStatus.CREATED)
    Reliefs.Asked askForBill(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Reliefs.NewWaiver asked) {
        return reliefs.askForBill(community, id, asked);
    }

    @PostMapping("/reliefs/{id}/end")
    @Needs("billing.relief")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Reliefs.End end) {
        reliefs.end(community, id, end);
    }
}
