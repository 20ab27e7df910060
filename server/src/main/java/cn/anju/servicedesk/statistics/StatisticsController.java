package cn.anju.servicedesk.statistics;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 服务统计，和每个数背后的工单。 */
@RestController
@RequestMapping("/api/communities/{community}")
class StatisticsController {

    private final ServiceStatistics statistics;
    private final CountedTickets tickets;
    private final UsedMaterials materials;
    private final StatisticsPaper paper;
    private final Clock clock;

    StatisticsController(ServiceStatistics statistics, CountedTickets tickets, UsedMaterials materials, StatisticsPaper paper, Clock clock) {
        this.statistics = statistics;
        this.tickets = tickets;
        this.materials = materials;
        this.paper = paper;
        this.clock = clock;
    }

    @GetMapping("/service-statistics")
    @Needs("servicedesk.read")
    ServiceStatistics.Report report(@PathVariable long community, @RequestParam @Nullable LocalDate from, @RequestParam @Nullable LocalDate to) {
        return statistics.of(community, from, to);
    }

    @GetMapping("/service-statistics.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @RequestParam @Nullable LocalDate from, @RequestParam @Nullable LocalDate to) {
        var columns = List.<Column<ServiceStatistics.Line>>of(Column.text("分类", 10, row -> StatisticsPaper.DIMENSIONS.get(row.dimension())), Column.text("名称", 16, ServiceStatistics.Line::label),
            Column.count("登记", 10, ServiceStatistics.Line::total), Column.count("办完", 10, ServiceStatistics.Line::done), Column.count("没办完", 10, ServiceStatistics.Line::open),
            Column.count("超时", 10, ServiceStatistics.Line::late), Column.number("接单（分钟）", 12, ServiceStatistics.Line::acceptMinutes),
            Column.number("办完（分钟）", 12, ServiceStatistics.Line::finishMinutes), Column.count("办完的维修", 12, ServiceStatistics.Line::repairs), Column.count("返工", 10, ServiceStatistics.Line::again),
            Column.number("一次办好（%）", 12, ServiceStatistics.Line::firstTimeRate));
        return ListSheet.of("服务统计", columns, statistics.of(community, from, to).lines());
    }

    @GetMapping(path = "/service-statistics.html", produces = "text/html;charset=UTF-8")
    @Needs("servicedesk.read")
    String page(@PathVariable long community, @RequestParam @Nullable LocalDate from, @RequestParam @Nullable LocalDate to) {
        return paper.of(community, statistics.of(community, from, to));
    }

    @GetMapping("/service-statistics/materials.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> materialSheet(@PathVariable long community, @RequestParam @Nullable LocalDate from, @RequestParam @Nullable LocalDate to) {
        var columns = List.<Column<ServiceStatistics.Material>>of(Column.text("材料", 24, ServiceStatistics.Material::name), Column.text("单位", 8, ServiceStatistics.Material::unit),
            Column.number("用量", 12, ServiceStatistics.Material::quantity), Column.money("金额（元）", 14, ServiceStatistics.Material::amount).withSum(),
            Column.count("任务单", 10, ServiceStatistics.Material::orders), Column.count("没有单价的笔数", 14, ServiceStatistics.Material::unpriced));
        return ListSheet.of("用料统计", columns, statistics.of(community, from, to).materials());
    }

    @GetMapping("/service-statistics/material-uses")
    @Needs("servicedesk.read")
    Page<UsedMaterials.Row> uses(@PathVariable long community, @ParameterObject UsedMaterials.Filter filter, @ParameterObject Paging paging) {
        return materials.list(community, filter, paging);
    }

    @GetMapping("/service-statistics/material-uses.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> useSheet(@PathVariable long community, @ParameterObject UsedMaterials.Filter filter, @ParameterObject Paging paging) {
        var zone = clock.getZone();
        var columns = List.<Column<UsedMaterials.Row>>of(Column.text("材料", 24, UsedMaterials.Row::name), Column.number("用量", 12, UsedMaterials.Row::quantity),
            Column.text("单位", 8, UsedMaterials.Row::unit), Column.money("单价（元）", 12, UsedMaterials.Row::price), Column.money("金额（元）", 14, UsedMaterials.Row::amount).withSum(),
            Column.text("任务单", 16, UsedMaterials.Row::orderNumber), Column.text("地点", 16, UsedMaterials.Row::placeText), Column.text("维修工", 12, UsedMaterials.Row::technician),
            Column.text("几时用的", 18, row -> Html.moment(row.usedAt(), zone)), Column.text("记的人", 12, UsedMaterials.Row::madeName));
        return ListSheet.of("用料明细", columns, materials.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/service-statistics/tickets")
    @Needs("servicedesk.read")
    Page<CountedTickets.Row> tickets(@PathVariable long community, @ParameterObject CountedTickets.Filter filter, @ParameterObject Paging paging) {
        return tickets.list(community, filter, paging);
    }

    @GetMapping("/service-statistics/tickets.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> ticketSheet(@PathVariable long community, @ParameterObject CountedTickets.Filter filter, @ParameterObject Paging paging) {
        var zone = clock.getZone();
        var columns = List.<Column<CountedTickets.Row>>of(Column.text("工单", 16, CountedTickets.Row::number), Column.text("种类", 10, row -> row.kind().label()),
            Column.text("地点", 16, CountedTickets.Row::placeText), Column.text("事由", 40, CountedTickets.Row::title), Column.text("登记", 18, row -> Html.moment(row.openedAt(), zone)),
            Column.text("办完", 18, row -> row.doneAt() == null ? null : Html.moment(row.doneAt(), zone)), Column.text("状态", 12, row -> row.state().label()),
            Column.text("超时", 8, row -> row.isLate() ? "超时" : null), Column.number("接单用时（分钟）", 16, CountedTickets.Row::acceptMinutes),
            Column.number("办完用时（分钟）", 16, CountedTickets.Row::finishMinutes), Column.number("干活用时（分钟）", 16, CountedTickets.Row::workMinutes),
            Column.text("维修工", 16, CountedTickets.Row::technicians), Column.text("回访", 10, row -> row.outcome() == null ? null : StatisticsPaper.OUTCOMES.get(row.outcome())));
        return ListSheet.of("统计明细", columns, tickets.list(community, filter, Paging.all(paging.sort())).items());
    }
}
