package cn.anju.resident.household;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
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

/** 熟悉度抽查。 */
@RestController
@RequestMapping("/api/communities/{community}")
class SpotCheckController {

    private static final List<Column<SpotChecks.Row>> COLUMNS = List.of(
        Column.date("日期", 12, SpotChecks.Row::askedOn), Column.text("片区", 14, SpotChecks.Row::area), Column.text("管家", 10, SpotChecks.Row::steward),
        Column.text("抽查人", 10, SpotChecks.Row::askedName), Column.count("题数", 8, row -> (long) row.questions()),
        Column.text("答对", 8, row -> row.correct() == null ? null : row.correct().toString()), Column.text("熟悉率%", 10, row -> row.percent() == null ? null : row.percent().toString()),
        Column.count("目标%", 8, row -> (long) row.target()), Column.text("要辅导", 14, row -> row.isFew() ? "不足十题，不单独评" : row.isShort() ? "是" : null));

    private final SpotChecks checks;

    SpotCheckController(SpotChecks checks) {
        this.checks = checks;
    }

    @GetMapping("/spot-checks")
    @Needs("resident.spot-check")
    Page<SpotChecks.Row> list(@PathVariable long community, @ParameterObject SpotChecks.Filter filter, @ParameterObject Paging paging) {
        return checks.list(community, filter, paging);
    }

    @GetMapping("/spot-checks.xlsx")
    @Needs("resident.spot-check")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject SpotChecks.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("熟悉度抽查", COLUMNS, checks.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/spot-check-rates")
    @Needs("resident.spot-check")
    List<SpotChecks.Rate> rates(@PathVariable long community, @RequestParam(required = false) @Nullable LocalDate from, @RequestParam(required = false) @Nullable LocalDate to) {
        return checks.rates(community, from, to);
    }

    @PostMapping("/spot-checks")
    @Needs("resident.spot-check")
    @ResponseStatus(HttpStatus.CREATED)
    SpotChecks.Detail ask(@PathVariable long community, @RequestBody @Valid SpotChecks.NewCheck wanted) {
        return checks.ask(community, wanted);
    }

    @GetMapping("/spot-checks/{check}")
    @Needs("resident.spot-check")
    SpotChecks.Detail one(@PathVariable long community, @PathVariable long check) {
        return checks.one(community, check);
    }

    @PostMapping("/spot-checks/{check}/answers")
    @Needs("resident.spot-check")
    SpotChecks.Detail answer(@PathVariable long community, @PathVariable long check, @RequestBody @Valid SpotChecks.Answers answers) {
        return checks.answer(community, check, answers);
    }
}
