package cn.anju.metering.analysis;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.YearMonth;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 损耗与节能措施。 */
@RestController
@RequestMapping("/api/communities/{community}/metering")
class EnergyController {

    private static final List<Column<Losses.Row>> LOSSES = List.of(
        Column.text("月份", 10, row -> row.month().toString()), Column.text("公摊组", 10, Losses.Row::groupCode), Column.text("表类型", 8, Losses.Row::kind),
        Column.number("总表用量", 14, Losses.Row::masterUsage), Column.number("分表合计", 14, Losses.Row::subUsage),
        Column.number("损耗", 12, Losses.Row::loss), Column.number("损耗率（%）", 12, Losses.Row::lossPercent),
        Column.text("超限", 8, row -> row.isOver() ? "超限" : null), Column.count("分表", 8, Losses.Row::subMeters), Column.count("没抄", 8, Losses.Row::unread));

    private static final List<Column<SavingMeasures.Row>> MEASURES = List.of(
        Column.date("实施日期", 12, SavingMeasures.Row::takenOn), Column.text("表类型", 8, SavingMeasures.Row::kind),
        Column.text("范围", 16, row -> (row.groupCode() == null ? "全区" : row.groupCode()) + (row.isPublicOnly() ? " 公共表" : "")),
        Column.text("做了什么", 40, SavingMeasures.Row::what), Column.text("预期", 24, SavingMeasures.Row::expected),
        Column.number("前三月月均", 12, SavingMeasures.Row::before), Column.number("后三月月均", 12, SavingMeasures.Row::after),
        Column.number("升降（%）", 12, SavingMeasures.Row::change), Column.text("结果", 40, SavingMeasures.Row::result),
        Column.text("登记人", 12, SavingMeasures.Row::madeName));

    private final Losses losses;
    private final SavingMeasures measures;

    EnergyController(Losses losses, SavingMeasures measures) {
        this.losses = losses;
        this.measures = measures;
    }

    @GetMapping("/losses")
    @Needs("metering.read")
    List<Losses.Row> losses(@PathVariable long community, @RequestParam YearMonth from, @RequestParam YearMonth to) {
        return losses.rows(community, from, to);
    }

    @GetMapping("/losses.xlsx")
    @Needs("metering.read")
    ResponseEntity<byte[]> exportLosses(@PathVariable long community, @RequestParam YearMonth from, @RequestParam YearMonth to) {
        return ListSheet.of("损耗", LOSSES, losses.rows(community, from, to));
    }

    @GetMapping("/saving-measures")
    @Needs("metering.read")
    Page<SavingMeasures.Row> measures(@PathVariable long community, @ParameterObject Paging paging) {
        return measures.page(community, paging);
    }

    @GetMapping("/saving-measures.xlsx")
    @Needs("metering.read")
    ResponseEntity<byte[]> exportMeasures(@PathVariable long community, @ParameterObject Paging paging) {
        return ListSheet.of("节能措施", MEASURES, measures.page(community, Paging.all(paging.sort())).items());
    }

    @PostMapping("/saving-measures")
    @Needs("metering.edit")
    @ResponseStatus(HttpStatus.CREATED)
    SavingMeasures.Added add(@PathVariable long community, @Valid @RequestBody SavingMeasures.Measure measure) {
        return measures.add(community, measure);
    }

    @PutMapping("/saving-measures/{id}/result")
    @Needs("metering.edit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void record(@PathVariable long community, @PathVariable long id, @Valid @RequestBody SavingMeasures.Result result) {
        measures.record(community, id, result);
    }
}
