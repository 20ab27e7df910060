package cn.anju.collection.rate;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 目标、排名、半年考核、每月收缴分析。 */
@RestController
@RequestMapping("/api/communities/{community}/collection")
class AssessmentController {

    record Made(long id) {}

    private static final List<Column<Scoreboard.Row>> COLUMNS = List.of(Column.count("名次", 6, row -> (long) row.rank()), Column.text("片区", 14, Scoreboard.Row::area),
        Column.text("管家", 10, Scoreboard.Row::steward), Column.text("岗位", 10, Scoreboard.Row::post), Column.number("目标%", 10, Scoreboard.Row::target),
        Column.number("总收费率%", 10, Scoreboard.Row::rate), Column.number("差", 8, Scoreboard.Row::gap), Column.count("升级", 6, row -> (long) row.steps()),
        Column.text("办法", 36, Scoreboard.Row::rule));

    private final Scoreboard scoreboard;
    private final Assessments assessments;
    private final Analyses analyses;

    AssessmentController(Scoreboard scoreboard, Assessments assessments, Analyses analyses) {
        this.scoreboard = scoreboard;
        this.assessments = assessments;
        this.analyses = analyses;
    }

    /** 半年的排名；{@code period} 是期初月，不写是截至日所在的半年。 */
    @GetMapping("/scoreboard")
    @Needs("collection.read")
    List<Scoreboard.Row> scoreboard(@PathVariable long community, @RequestParam @Nullable YearMonth period, @RequestParam @Nullable LocalDate asOf) {
        return scoreboard.of(community, period, asOf);
    }

    @GetMapping("/scoreboard.xlsx")
    @Needs("collection.read")
    ResponseEntity<byte[]> scoreSheet(@PathVariable long community, @RequestParam @Nullable YearMonth period, @RequestParam @Nullable LocalDate asOf) {
        return ListSheet.of("收费排名", COLUMNS, scoreboard.of(community, period, asOf));
    }

    @PutMapping("/targets/{period}")
    @Needs("collection.manage")
    List<Scoreboard.Row> aim(@PathVariable long community, @PathVariable YearMonth period, @Valid @RequestBody Scoreboard.NewTargets targets) {
        scoreboard.aim(community, period, targets);
        return scoreboard.of(community, period, period.atDay(1));
    }

    @GetMapping("/assessments")
    @Needs("collection.read")
    List<Assessments.Assessment> assessments(@PathVariable long community, @RequestParam @Nullable YearMonth period) {
        return assessments.list(community, period);
    }

    @PostMapping("/assessments/{period}")
    @Needs("collection.manage")
    List<Assessments.Assessment> close(@PathVariable long community, @PathVariable YearMonth period) {
        assessments.close(community, period);
        return assessments.list(community, period);
    }

    @PostMapping("/assessments/{id}/proposal")
    @Needs("collection.manage")
    Made propose(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Assessments.Proposal proposal) {
        return new Made(assessments.propose(community, id, proposal));
    }

    @GetMapping("/analyses/{month}")
    @Needs("collection.read")
    Analyses.Analysis analysis(@PathVariable long community, @PathVariable YearMonth month) {
        return analyses.of(community, month);
    }

    @PostMapping("/analyses/{month}")
    @Needs("collection.manage")
    Analyses.Analysis begin(@PathVariable long community, @PathVariable YearMonth month) {
        analyses.begin(community, month);
        return analyses.of(community, month);
    }

    @PutMapping("/analyses/{month}")
    @Needs("collection.manage")
    Analyses.Analysis write(@PathVariable long community, @PathVariable YearMonth month, @Valid @RequestBody Analyses.Draft draft) {
        analyses.write(community, month, draft);
        return analyses.of(community, month);
    }

    @PostMapping("/analyses/{month}/submission")
    @Needs("collection.manage")
    Analyses.Analysis submit(@PathVariable long community, @PathVariable YearMonth month) {
        analyses.submit(community, month);
        return analyses.of(community, month);
    }
}
