package cn.anju.cashier.doorstep;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
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
class CollectorAreaController {

    /** 安排好了几处。 */
    record Assigned(int areas) {}

    /** 最后一天。 */
    record Ending(@NotNull LocalDate last) {}

    private static final List<Column<CollectorAreas.Row>> COLUMNS = List.of(
        Column.text("谁", 14, CollectorAreas.Row::staffName), Column.text("在哪收", 20, row -> row.buildingId() == null ? "全小区" : row.building()),
        Column.date("从", 12, CollectorAreas.Row::fromOn), Column.date("到", 12, CollectorAreas.Row::toOn),
        Column.text("现在", 8, row -> row.isCurrent() ? "是" : ""), Column.text("说明", 24, CollectorAreas.Row::note),
        Column.text("安排的人", 12, CollectorAreas.Row::madeName));

    private final CollectorAreas areas;

    CollectorAreaController(CollectorAreas areas) {
        this.areas = areas;
    }

    @GetMapping("/collector-areas")
    @Needs("cashier.read")
    Page<CollectorAreas.Row> list(@PathVariable long community, @RequestParam @Nullable Long staff, @RequestParam @Nullable Long building,
                                  @RequestParam(defaultValue = "false") boolean ended, @ParameterObject Paging paging) {
        return areas.list(community, staff, building, ended, paging);
    }

    @GetMapping("/collector-areas.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @RequestParam @Nullable Long staff, @RequestParam @Nullable Long building,
                                 @RequestParam(defaultValue = "false") boolean ended, @ParameterObject Paging paging) {
        return ListSheet.of("收款人员", COLUMNS, areas.list(community, staff, building, ended, Paging.all(paging.sort())).items());
    }

    /** Who may be sent; those in charge of the room first. */
    @GetMapping("/collector-areas/candidates")
    @Needs("cashier.read")
    List<CollectorAreas.Candidate> candidates(@PathVariable long community, @RequestParam @Nullable String roomCode, @RequestParam LocalDate on) {
        return areas.candidates(community, roomCode, on);
    }

    @PostMapping("/collector-areas")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("cashier.assign")
    Assigned assign(@PathVariable long community, @Valid @RequestBody CollectorAreas.Assignment wanted) {
        return new Assigned(areas.assign(community, wanted));
    }

    @PostMapping("/collector-areas/{id}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("cashier.assign")
    void end(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Ending ending) {
        areas.end(community, id, ending.last());
    }
}
