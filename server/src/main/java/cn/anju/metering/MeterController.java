package cn.anju.metering;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.util.List;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 仪表：列表、导出、建改换拆。 */
@RestController
@RequestMapping("/api/communities/{community}/metering")
class MeterController {

    private static final List<Column<MeterList.Line>> COLUMNS = List.of(
        Column.text("表号", 14, line -> line.meter().number()), Column.text("表类型", 8, line -> line.meter().kind()),
        Column.text("房号", 16, line -> line.meter().room()), Column.text("公摊组", 10, line -> line.meter().shareGroup()),
        Column.number("倍率", 8, line -> line.meter().multiplier()), Column.count("位数", 6, line -> (long) line.meter().digits()),
        Column.number("启用读数", 12, line -> line.meter().startReading()), Column.date("启用日期", 12, line -> line.meter().startOn()),
        Column.number("本年已用量", 12, line -> line.meter().usedThisYear()), Column.text("安装位置", 20, line -> line.meter().location()),
        Column.text("最近抄表月份", 14, line -> line.lastMonth() == null ? null : line.lastMonth().toString()),
        Column.number("最近读数", 12, MeterList.Line::lastValue), Column.date("拆表日期", 12, line -> line.meter().removedOn()),
        Column.text("备注", 24, line -> line.meter().note()));

    private final MeterList list;
    private final MeterDesk desk;
    private final ReadingDesk readings;

    MeterController(MeterList list, MeterDesk desk, ReadingDesk readings) {
        this.list = list;
        this.desk = desk;
        this.readings = readings;
    }

    @GetMapping("/meters")
    @Needs("metering.read")
    Page<MeterList.Line> meters(@PathVariable long community, @ParameterObject MeterList.Filter filter, @ParameterObject Paging paging) {
        return list.page(community, filter, paging);
    }

    @GetMapping("/meters.xlsx")
    @Needs("metering.read")
    ResponseEntity<byte[]> export(@PathVariable long community, @ParameterObject MeterList.Filter filter, @ParameterObject Paging paging) {
        var rows = list.page(community, filter, Paging.all(paging.sort())).items();
        return ListSheet.of("仪表", COLUMNS, rows);
    }

    @GetMapping("/kinds")
    @Needs("metering.read")
    List<MeterList.KindCount> kinds(@PathVariable long community) {
        return list.kinds(community);
    }

    @GetMapping("/meters/{meter}")
    @Needs("metering.read")
    ReadingDesk.History history(@PathVariable long community, @PathVariable long meter) {
        return readings.history(community, meter);
    }

    @PostMapping("/meters")
    @Needs("metering.edit")
    @ResponseStatus(HttpStatus.CREATED)
    Meter add(@PathVariable long community, @RequestBody @Valid MeterFacts facts) {
        return desk.add(community, facts);
    }

    @PutMapping("/meters/{meter}")
    @Needs("metering.edit")
    Meter change(@PathVariable long community, @PathVariable long meter, @RequestBody @Valid MeterDesk.Change change) {
        return desk.change(community, meter, change);
    }

    @DeleteMapping("/meters/{meter}")
    @Needs("metering.edit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable long community, @PathVariable long meter) {
        desk.delete(community, meter);
    }

    @PutMapping("/meters/{meter}/master")
    @Needs("metering.edit")
    Meter setMaster(@PathVariable long community, @PathVariable long meter, @RequestBody @Valid MeterDesk.Master master) {
        return desk.setMaster(community, meter, master);
    }

    @PostMapping("/meters/{meter}/replacement")
    @Needs("metering.edit")
    ReadingView replace(@PathVariable long community, @PathVariable long meter, @RequestBody @Valid MeterDesk.Replacement replacement) {
        return desk.replace(community, meter, replacement);
    }

    @PostMapping("/meters/{meter}/removal")
    @Needs("metering.edit")
    Meter remove(@PathVariable long community, @PathVariable long meter, @RequestBody @Valid MeterDesk.Removal removal) {
        return desk.remove(community, meter, removal);
    }

    @DeleteMapping("/meters/{meter}/removal")
    @Needs("metering.edit")
    Meter restore(@PathVariable long community, @PathVariable long meter) {
        return desk.restore(community, meter);
    }
}
