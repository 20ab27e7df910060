package cn.anju.reporting;

import cn.anju.duty.Metric.Goal;
import cn.anju.kernel.Column;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 指标：本小区的，和各小区的总览。 */
@RestController
@RequestMapping("/api")
class MetricController {

    private final MetricBoard board;
    private final Clock clock;

    MetricController(MetricBoard board, Clock clock) {
        this.board = board;
        this.clock = clock;
    }

    @GetMapping("/communities/{community}/metrics")
    @Needs("reporting.read")
    List<MetricBoard.Line> metrics(@PathVariable long community, @RequestParam(required = false) @Nullable YearMonth month) {
        return board.of(community, or(month));
    }

    @GetMapping("/communities/{community}/metrics.xlsx")
    @Needs("reporting.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @RequestParam(required = false) @Nullable YearMonth month) {
        var columns = List.<Column<MetricBoard.Line>>of(Column.text("指标", 20, MetricBoard.Line::label), Column.text("怎么算", 60, MetricBoard.Line::definition),
            Column.number("现在", 10, MetricBoard.Line::value), Column.text("单位", 6, MetricBoard.Line::unit), Column.text("要求", 8, row -> row.goal() == Goal.AT_LEAST ? "不低于" : "不超过"),
            Column.number("目标", 10, MetricBoard.Line::target), Column.text("达标", 8, row -> row.value() == null ? "没有可数的" : row.isMet() ? "达标" : "没达标"),
            Column.number("分子", 10, MetricBoard.Line::part), Column.number("分母", 10, MetricBoard.Line::whole),
            Column.text("截至", 18, row -> row.asOf() == null ? null : Html.moment(row.asOf(), clock.getZone())));
        return ListSheet.of("指标 " + or(month), columns, board.of(community, or(month)));
    }

    /** 各小区一个月的指标：排名和格子；只有看得到的小区。 */
    @GetMapping("/metrics")
    @Needs(Needs.SIGNED_IN)
    MetricBoard.Overview overview(@RequestParam(required = false) @Nullable YearMonth month) {
        return board.across(CurrentUser.get(), or(month));
    }

    @GetMapping("/metrics.xlsx")
    @Needs(Needs.SIGNED_IN)
    ResponseEntity<byte[]> overviewSheet(@RequestParam(required = false) @Nullable YearMonth month) {
        var overview = board.across(CurrentUser.get(), or(month));
        var columns = new ArrayList<Column<MetricBoard.Place>>(List.of(Column.count("名次", 6, row -> (long) row.rank()), Column.text("小区", 24, MetricBoard.Place::name),
            Column.count("达标", 8, row -> (long) row.met()), Column.count("共数", 8, row -> (long) row.counted())));
        for (var title : overview.metrics())
            columns.add(Column.number(title.label(), 12, row -> row.cells().stream().filter(cell -> cell.key().equals(title.key())).map(MetricBoard.Cell::value).filter(Objects::nonNull).findFirst().orElse(null)));
        columns.add(Column.text("截至", 18, row -> row.asOf() == null ? "还没数" : Html.moment(row.asOf(), clock.getZone())));
        return ListSheet.of("各小区总览 " + or(month), columns, overview.places());
    }

    private YearMonth or(@Nullable YearMonth month) {
        return month == null ? YearMonth.now(clock) : month;
    }
}
