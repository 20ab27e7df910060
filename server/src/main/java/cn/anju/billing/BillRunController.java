package cn.anju.billing;

import cn.anju.billing.BillRunList.RunRow;
import cn.anju.billing.BillRunList.RunView;
import cn.anju.billing.RunComparison.ChangedRoom;
import cn.anju.billing.RunComparison.Comparison;
import cn.anju.billing.RunComparison.Kind;
import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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

/** 出账：开始、看草稿、发布、放弃、撤销。 */
@RestController
@RequestMapping("/api/communities/{community}/bill-runs")
class BillRunController {

    /** 出哪个月的账。 */
    record StartRun(@NotNull(message = "请选月份") YearMonth month) {}

    /** 撤销，写明理由。 */
    record UndoRun(@NotBlank @Size(max = 200) String reason) {}

    /** 登记了。 */
    record Started(long id) {}

    private static final List<Column<ChangedRoom>> CHANGED = List.of(
        Column.text("房号", 16, ChangedRoom::roomCode), Column.text("收费标准", 12, ChangedRoom::tariffCode),
        Column.text("收费项目", 18, ChangedRoom::itemName), Column.money("上月", 14, ChangedRoom::before).withSum(),
        Column.money("本次", 14, ChangedRoom::now).withSum(), Column.number("变化(%)", 10, ChangedRoom::percent));

    private final BillRunDesk desk;
    private final BillRunUndo undo;
    private final BillRunList list;
    private final RunComparison comparison;

    BillRunController(BillRunDesk desk, BillRunUndo undo, BillRunList list, RunComparison comparison) {
        this.desk = desk;
        this.undo = undo;
        this.list = list;
        this.comparison = comparison;
    }

    @PostMapping
    @Needs("billing.run")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Started start(@PathVariable long community, @RequestBody @Valid StartRun order) {
        return new Started(desk.start(community, order.month()));
    }

    @GetMapping
    @Needs("billing.read")
    Page<RunRow> runs(@PathVariable long community, @RequestParam @Nullable String state, @ParameterObject Paging paging) {
        return list.page(community, Filters.choice(BillRunState.class, state, "state-unknown"), paging);
    }

    @GetMapping("/{id}")
    @Needs("billing.read")
    RunView run(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @PostMapping("/{id}/publish")
    @Needs("billing.publish")
    BillRunDesk.Published publish(@PathVariable long community, @PathVariable long id) {
        return desk.publish(community, id);
    }

    @PostMapping("/{id}/discard")
    @Needs("billing.run")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable long community, @PathVariable long id) {
        desk.discard(community, id);
    }

    /** What undoing it would reverse and what would stay. */
    @GetMapping("/{id}/undo")
    @Needs("billing.publish")
    BillRunUndo.Outlook outlook(@PathVariable long community, @PathVariable long id) {
        return undo.outlook(community, id);
    }

    @PostMapping("/{id}/undo")
    @Needs("billing.publish")
    BillRunUndo.Undone undo(@PathVariable long community, @PathVariable long id, @RequestBody @Valid UndoRun order) {
        return undo.undo(community, id, order.reason());
    }

    @GetMapping("/{id}/comparison")
    @Needs("billing.read")
    Comparison comparison(@PathVariable long community, @PathVariable long id) {
        return comparison.of(community, id);
    }

    @GetMapping("/{id}/changed-rooms")
    @Needs("billing.read")
    Page<ChangedRoom> changedRooms(@PathVariable long community, @PathVariable long id, @RequestParam @Nullable String kind,
                                   @ParameterObject Paging paging) {
        return comparison.rooms(community, id, Filters.choice(Kind.class, kind, "kind-unknown"), paging);
    }

    @GetMapping("/{id}/changed-rooms.xlsx")
    @Needs("billing.read")
    ResponseEntity<byte[]> changedRoomsSheet(@PathVariable long community, @PathVariable long id,
                                             @RequestParam @Nullable String kind, @ParameterObject Paging paging) {
        var rows = comparison.rooms(community, id, Filters.choice(Kind.class, kind, "kind-unknown"), Paging.all(paging.sort())).items();
        return ListSheet.of("出账对比", CHANGED, rows);
    }
}
