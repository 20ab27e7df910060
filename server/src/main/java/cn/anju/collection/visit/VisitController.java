package cn.anju.collection.visit;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 每月走访。 */
@RestController
@RequestMapping("/api/communities/{community}/collection")
class VisitController {

    record Planned(int households) {}

    private static final List<Column<Visits.Visit>> COLUMNS = List.of(Column.text("楼栋", 8, Visits.Visit::building), Column.text("房号", 16, Visits.Visit::roomCode),
        Column.text("业主", 14, Visits.Visit::owner), Column.text("管家", 10, Visits.Visit::steward),
        Column.text("事由", 60, visit -> visit.items().stream().map(item -> item.reasonLabel() + "：" + item.label()).collect(Collectors.joining("；"))),
        Column.count("去过", 8, visit -> (long) visit.attempts()), Column.text("办结", 10, Visits.Visit::doneName), Column.text("情况", 30, visit -> ""));

    private final Visits visits;

    VisitController(Visits visits) {
        this.visits = visits;
    }

    @GetMapping("/visits")
    @Needs("collection.read")
    List<Visits.Visit> list(@PathVariable long community, @RequestParam @Nullable YearMonth month, @RequestParam @Nullable Long building,
                            @RequestParam(defaultValue = "false") boolean mine) {
        return visits.list(community, month, building, mine);
    }

    @GetMapping("/visits.xlsx")
    @Needs("collection.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @RequestParam @Nullable YearMonth month, @RequestParam @Nullable Long building,
                                 @RequestParam(defaultValue = "false") boolean mine) {
        return ListSheet.of("走访单", COLUMNS, visits.list(community, month, building, mine));
    }

    /** 排本月的走访。 */
    @PostMapping("/visits")
    @Needs("collection.contact")
    Planned plan(@PathVariable long community) {
        return new Planned(visits.plan(community));
    }

    @PostMapping("/visits/{id}/result")
    @Needs("collection.contact")
    void finish(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Visits.Result result) {
        visits.finish(community, id, result);
    }
}
