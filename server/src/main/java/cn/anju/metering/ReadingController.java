package cn.anju.metering;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 抄表：抄表单、录入、粘贴、漏抄、用量。 */
@RestController
@RequestMapping("/api/communities/{community}/metering")
class ReadingController {

    private static final List<Column<MissingReadings.Line>> MISSING = List.of(
        Column.text("表号", 14, MissingReadings.Line::number), Column.text("表类型", 8, MissingReadings.Line::kind),
        Column.text("房号", 16, MissingReadings.Line::room), Column.text("公摊组", 10, MissingReadings.Line::shareGroup),
        Column.text("安装位置", 20, MissingReadings.Line::location), Column.date("交房日期", 12, MissingReadings.Line::handoverOn),
        Column.text("上次抄表月份", 14, line -> line.lastMonth() == null ? null : line.lastMonth().toString()),
        Column.number("上次读数", 12, MissingReadings.Line::lastValue), Column.text("本期读数", 12, _ -> null));

    private static final List<Column<Consumption.Line>> CONSUMPTION = List.of(
        Column.text("月份", 10, line -> line.month().toString()), Column.text("表类型", 8, Consumption.Line::kind),
        Column.number("户内用量", 14, Consumption.Line::rooms), Column.number("公共用量", 14, Consumption.Line::shared),
        Column.number("合计", 14, Consumption.Line::total), Column.count("在用表", 10, Consumption.Line::meters),
        Column.count("已抄", 10, Consumption.Line::read), Column.count("漏抄", 10, Consumption.Line::missing));

    private final ReadingSheet sheet;
    private final ReadingDesk desk;
    private final ReadingPaste paste;
    private final Estimates estimates;
    private final MissingReadings missing;
    private final Consumption consumption;

    ReadingController(ReadingSheet sheet, ReadingDesk desk, ReadingPaste paste, Estimates estimates, MissingReadings missing, Consumption consumption) {
        this.sheet = sheet;
        this.desk = desk;
        this.paste = paste;
        this.estimates = estimates;
        this.missing = missing;
        this.consumption = consumption;
    }

    @GetMapping("/sheet")
    @Needs("metering.read")
    ReadingSheet.Sheet sheet(@PathVariable long community, @RequestParam YearMonth month, @RequestParam @Nullable String kind,
                             @RequestParam @Nullable Long building) {
        return sheet.sheet(community, month, kind, building);
    }

    @PutMapping("/readings/{meter}/{month}")
    @Needs("metering.edit")
    ReadingView put(@PathVariable long community, @PathVariable long meter, @PathVariable YearMonth month, @RequestBody @Valid ReadingDesk.Input input) {
        return desk.put(community, meter, month, input);
    }

    @DeleteMapping("/readings/{meter}/{month}")
    @Needs("metering.edit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long community, @PathVariable long meter, @PathVariable YearMonth month) {
        desk.remove(community, meter, month);
    }

    @PostMapping("/readings/paste")
    @Needs("metering.edit")
    ReadingPaste.Results paste(@PathVariable long community, @RequestBody @Valid ReadingPaste.Sheet pasted) {
        return paste.paste(community, pasted);
    }

    /** Several meters at once; each of them answers for itself. */
    @PostMapping("/readings/estimates")
    @Needs("metering.edit")
    Estimates.Results estimate(@PathVariable long community, @RequestBody @Valid Estimates.Order order) {
        return estimates.estimate(community, order);
    }

    @GetMapping("/missing")
    @Needs("metering.read")
    Page<MissingReadings.Line> missing(@PathVariable long community, @RequestParam YearMonth month,
        @ParameterObject MissingReadings.Filter filter, @ParameterObject Paging paging) {
        return missing.page(community, month, filter, paging);
    }

    @GetMapping("/missing.xlsx")
    @Needs("metering.read")
    ResponseEntity<byte[]> exportMissing(@PathVariable long community, @RequestParam YearMonth month,
        @ParameterObject MissingReadings.Filter filter, @ParameterObject Paging paging) {
        var rows = missing.page(community, month, filter, Paging.all(paging.sort())).items();
        return ListSheet.of("漏抄 " + month, MISSING, rows, "月份", month.toString());
    }

    @GetMapping("/consumption")
    @Needs("metering.read")
    List<Consumption.Line> consumption(@PathVariable long community, @RequestParam YearMonth from, @RequestParam YearMonth to) {
        return consumption.byMonth(community, from, to);
    }

    @GetMapping("/consumption.xlsx")
    @Needs("metering.read")
    ResponseEntity<byte[]> exportConsumption(@PathVariable long community, @RequestParam YearMonth from, @RequestParam YearMonth to) {
        return ListSheet.of("用量", CONSUMPTION, consumption.byMonth(community, from, to));
    }
}
