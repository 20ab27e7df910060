package cn.anju.metering.analysis;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

/** 用量分析：环比同比、缘由、导出。 */
@RestController
@RequestMapping("/api/communities/{community}/metering")
class UsageController {

    private static final List<Column<UsageComparison.Row>> COLUMNS = List.of(
        Column.text("表类型", 8, UsageComparison.Row::kind), Column.text("楼栋", 10, row -> row.building() == null ? "全小区" : row.building()),
        Column.number("本月用量", 14, UsageComparison.Row::usage), Column.number("上月用量", 14, UsageComparison.Row::lastMonth),
        Column.number("环比（%）", 12, UsageComparison.Row::monthChange), Column.number("上年同月", 14, UsageComparison.Row::lastYear),
        Column.number("同比（%）", 12, UsageComparison.Row::yearChange), Column.count("估抄", 8, UsageComparison.Row::estimated),
        Column.text("升降的缘由", 40, UsageComparison.Row::explanation), Column.text("说明人", 12, UsageComparison.Row::explainedBy));

    private final UsageComparison comparison;

    UsageController(UsageComparison comparison) {
        this.comparison = comparison;
    }

    @GetMapping("/comparison")
    @Needs("metering.read")
    List<UsageComparison.Row> rows(@PathVariable long community, @RequestParam YearMonth month, @RequestParam @Nullable String kind) {
        return comparison.rows(community, month, kind);
    }

    @GetMapping("/comparison.xlsx")
    @Needs("metering.read")
    ResponseEntity<byte[]> export(@PathVariable long community, @RequestParam YearMonth month, @RequestParam @Nullable String kind) {
        return ListSheet.of("用量分析", COLUMNS, comparison.rows(community, month, kind));
    }

    @PostMapping("/comparison/explanations")
    @Needs("metering.edit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void explain(@PathVariable long community, @Valid @RequestBody UsageComparison.Explanation why) {
        comparison.explain(community, why);
    }
}
