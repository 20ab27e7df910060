package cn.anju.servicedesk.roster;

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

/** 换班。 */
@RestController
@RequestMapping("/api/communities/{community}/turn-swaps")
class TurnSwapController {

    private static final Map<String, String> STATES = Map.of("ASKED", "等对方答复", "AGREED", "等主管批", "APPROVED", "已换", "DECLINED", "没换成", "WITHDRAWN", "撤回");

    private final TurnSwaps swaps;
    private final TurnSwapList list;
    private final Clock clock;

    TurnSwapController(TurnSwaps swaps, TurnSwapList list, Clock clock) {
        this.swaps = swaps;
        this.list = list;
        this.clock = clock;
    }

    @GetMapping
    @Needs("workforce.attend")
    Page<TurnSwapList.Row> list(@PathVariable long community, @ParameterObject TurnSwapList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/swaps.xlsx")
    @Needs("workforce.attend")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject TurnSwapList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<TurnSwapList.Row>>of(Column.text("谁", 12, TurnSwapList.Row::askerName), Column.date("哪天", 12, TurnSwapList.Row::day), Column.text("班次", 10, TurnSwapList.Row::turn),
            Column.text("换给", 12, TurnSwapList.Row::otherName), Column.date("换他哪天", 12, TurnSwapList.Row::otherDay), Column.text("他的班次", 10, TurnSwapList.Row::otherTurn),
            Column.text("为什么", 30, TurnSwapList.Row::reason), Column.text("状态", 12, row -> STATES.get(row.state())),
            Column.text("提出", 18, row -> Html.moment(row.askedAt(), clock.getZone())), Column.text("批的人", 12, TurnSwapList.Row::endedName), Column.text("说明", 30, TurnSwapList.Row::remark));
        return ListSheet.of("换班", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.attend")
    TurnSwaps.Made ask(@PathVariable long community, @Valid @RequestBody TurnSwaps.NewSwap swap) {
        return swaps.ask(community, swap);
    }

    @PostMapping("/{id}/answer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.attend")
    void answer(@PathVariable long community, @PathVariable long id, @Valid @RequestBody TurnSwaps.Answer answer) {
        swaps.answer(community, id, answer);
    }

    @PostMapping("/{id}/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.attend")
    void withdraw(@PathVariable long community, @PathVariable long id) {
        swaps.withdraw(community, id);
    }

    @PostMapping("/{id}/decision")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.roster")
    void decide(@PathVariable long community, @PathVariable long id, @Valid @RequestBody TurnSwaps.Answer answer) {
        swaps.decide(community, id, answer);
    }
}
