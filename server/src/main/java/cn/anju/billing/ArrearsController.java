package cn.anju.billing;

import cn.anju.billing.Arrears.ArrearsRow;
import cn.anju.billing.Arrears.ArrearsSum;
import cn.anju.billing.Arrears.By;
import cn.anju.kernel.Column;
import cn.anju.kernel.Csv;
import cn.anju.kernel.Download;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
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

/** 欠费：逐行，或按房屋、收费项目、楼栋合计，都可导出。 */
@RestController
@RequestMapping("/api/communities/{community}")
class ArrearsController {

    private static final List<Column<ArrearsRow>> CSV = List.of(
        Column.text("room_code", 0, ArrearsRow::roomCode), Column.text("tariff_code", 0, ArrearsRow::tariffCode),
        Column.date("period_start", 0, ArrearsRow::periodStart), Column.date("due_date", 0, ArrearsRow::dueOn),
        Column.money("outstanding", 0, ArrearsRow::outstanding), Column.count("days_late", 0, ArrearsRow::daysLate),
        Column.money("late_fee", 0, ArrearsRow::lateFee));

    static final List<Column<ArrearsRow>> LINES = List.of(
        Column.text("房号", 16, ArrearsRow::roomCode), Column.text("编码", 10, ArrearsRow::tariffCode),
        Column.text("收费项目", 20, ArrearsRow::itemName), Column.text("公摊组", 8, ArrearsRow::shareGroup),
        Column.date("账期起", 12, ArrearsRow::periodStart), Column.date("账期止", 12, ArrearsRow::periodEnd),
        Column.date("应缴日", 12, ArrearsRow::dueOn), Column.money("应收", 14, ArrearsRow::amount).withSum(),
        Column.money("欠费", 14, ArrearsRow::outstanding).withSum(), Column.count("逾期天数", 10, ArrearsRow::daysLate),
        Column.money("违约金", 12, ArrearsRow::lateFee).withSum(), Column.text("原业主", 16, ArrearsRow::formerOwner));

    private static final List<Column<ArrearsSum>> SUMS = List.of(
        Column.text("名称", 20, ArrearsSum::name), Column.count("户数", 8, ArrearsSum::rooms).withSum(),
        Column.count("笔数", 8, ArrearsSum::lines).withSum(), Column.money("欠费", 14, ArrearsSum::outstanding).withSum(),
        Column.money("其中逾期", 14, ArrearsSum::overdue).withSum(), Column.date("最早应缴日", 12, ArrearsSum::oldestDueOn),
        Column.count("最长逾期天数", 12, ArrearsSum::daysLate), Column.money("违约金", 12, ArrearsSum::lateFee).withSum());

    private final Arrears arrears;

    ArrearsController(Arrears arrears) {
        this.arrears = arrears;
    }

    @GetMapping("/arrears.csv")
    @Needs("billing.read")
    ResponseEntity<byte[]> csv(@PathVariable long community, @RequestParam LocalDate asOf) {
        return Download.csv("欠费-%s.csv".formatted(asOf), Csv.bytes(CSV, arrears.asOf(community, asOf)));
    }

    @GetMapping("/arrears")
    @Needs("billing.read")
    Page<ArrearsRow> lines(@PathVariable long community, @ParameterObject Arrears.Filter filter, @ParameterObject Paging paging) {
        return arrears.page(community, filter, paging);
    }

    @GetMapping("/arrears/totals")
    @Needs("billing.read")
    Arrears.Totals totals(@PathVariable long community, @ParameterObject Arrears.Filter filter) {
        return arrears.totals(community, filter);
    }

    @GetMapping("/arrears.xlsx")
    @Needs("billing.read")
    ResponseEntity<byte[]> linesSheet(@PathVariable long community, @ParameterObject Arrears.Filter filter, @ParameterObject Paging paging) {
        var rows = arrears.page(community, filter, Paging.all(paging.sort())).items();
        return ListSheet.of("欠费明细", LINES, rows);
    }

    /** 合计；{@code by} 是 ROOM、ITEM 或 BUILDING，不写是按房屋。 */
    @GetMapping("/arrears/sums")
    @Needs("billing.read")
    Page<ArrearsSum> sums(@PathVariable long community, @RequestParam @Nullable String by, @ParameterObject Arrears.Filter filter,
                          @ParameterObject Paging paging) {
        return arrears.sums(community, filter, by(by), paging);
    }

    @GetMapping("/arrears/sums.xlsx")
    @Needs("billing.read")
    ResponseEntity<byte[]> sumsSheet(@PathVariable long community, @RequestParam @Nullable String by, @ParameterObject Arrears.Filter filter,
                                     @ParameterObject Paging paging) {
        var rows = arrears.sums(community, filter, by(by), Paging.all(paging.sort())).items();
        return ListSheet.of("欠费", SUMS, rows);
    }

    private static By by(@Nullable String text) {
        var by = Filters.choice(By.class, text, "grouping-unknown");
        return by == null ? By.ROOM : by;
    }
}
