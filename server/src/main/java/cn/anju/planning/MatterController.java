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
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 建议、上报与重大事项。 */
@RestController
@RequestMapping("/api/communities/{community}")
class MatterController {

    private final Matters matters;
    private final MatterList list;
    private final MatterMoves moves;
    private final Receivers receivers;
    private final Communities communities;
    private final Clock clock;

    MatterController(Matters matters, MatterList list, MatterMoves moves, Receivers receivers, Communities communities, Clock clock) {
        this.matters = matters;
        this.list = list;
        this.moves = moves;
        this.receivers = receivers;
        this.communities = communities;
        this.clock = clock;
    }

    @GetMapping("/matters")
    @Needs("planning.work")
    Page<MatterList.Row> list(@PathVariable long community, @ParameterObject MatterList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/matters.xlsx")
    @Needs("planning.work")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject MatterList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<MatterList.Row>>of(Column.text("编号", 18, MatterList.Row::number), Column.text("种类", 10, row -> row.kind().label),
            Column.text("关于", 10, row -> row.topic() == null ? null : row.topic().label), Column.text("标题", 30, MatterList.Row::title), Column.text("内容", 40, MatterList.Row::content),
            Column.text("谁提的", 12, MatterList.Row::madeName), Column.text("几时", 18, row -> Html.moment(row.madeAt(), clock.getZone())), Column.text("等谁答复", 12, MatterList.Row::holder),
            Column.text("状态", 10, row -> row.state().label), Column.text("答复", 10, row -> row.outcome() == null ? null : row.outcome().label), Column.text("结论", 30, MatterList.Row::conclusion),
            Column.text("理由与指示", 36, MatterList.Row::reason), Column.text("谁落实", 12, MatterList.Row::executorName), Column.date("期限", 12, MatterList.Row::dueOn),
            Column.text("落实结果", 36, MatterList.Row::result), Column.text("逾期", 8, row -> row.isLate() ? "是" : null));
        return ListSheet.of("建议与上报", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/matters/receivers")
    @Needs("planning.work")
    Receivers.Choice receivers(@PathVariable long community, @RequestParam MatterKind kind) {
        return receivers.choice(community, kind);
    }

    @GetMapping("/matters/{id}")
    @Needs("planning.work")
    MatterList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @GetMapping("/matters/{id}/receivers")
    @Needs("planning.work")
    Receivers.Choice above(@PathVariable long community, @PathVariable long id) {
        return receivers.above(community, list.above(community, id));
    }

    @GetMapping(path = "/matters/{id}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("planning.work")
    String print(@PathVariable long community, @PathVariable long id) {
        return MatterPaper.of(communities.name(community), list.get(community, id), clock.getZone());
    }

    @PostMapping("/matters")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("planning.work")
    Matters.Made submit(@PathVariable long community, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, @Valid @RequestBody Matters.NewMatter matter) {
        return matters.submit(community, key, matter);
    }

    @PostMapping("/matters/{id}/raising")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.work")
    void raise(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Matters.Raising raising) {
        matters.raise(community, id, raising);
    }

    @PostMapping("/matters/{id}/decision")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.work")
    void decide(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Matters.Decision decision) {
        matters.decide(community, id, decision);
    }

    @PostMapping("/matters/{id}/outcome")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.work")
    void finish(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Matters.Finishing finishing) {
        matters.finish(community, id, finishing);
    }

    @PostMapping("/matters/{id}/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.work")
    void withdraw(@PathVariable long community, @PathVariable long id, @Valid @RequestBody MatterMoves.Withdrawal withdrawal) {
        moves.withdraw(community, id, withdrawal);
    }

    @GetMapping("/matters/{id}/successors")
    @Needs("planning.work")
    Receivers.Choice successors(@PathVariable long community, @PathVariable long id) {
        return moves.successors(community, id);
    }

    @PostMapping("/matters/{id}/handing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.work")
    void hand(@PathVariable long community, @PathVariable long id, @Valid @RequestBody MatterMoves.Handing handing) {
        moves.hand(community, id, handing);
    }

    @PostMapping("/matters/{id}/papers")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.work")
    void attach(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Matters.NewPaper paper) {
        matters.attach(community, id, paper);
    }
}
