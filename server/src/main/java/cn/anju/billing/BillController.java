package cn.anju.billing;

import cn.anju.billing.BillList.BillRow;
import cn.anju.billing.BillList.CsvRow;
import cn.anju.kernel.Column;
import cn.anju.kernel.Csv;
import cn.anju.kernel.Download;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.YearMonth;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 账单：列表、导出、一行的来龙去脉。 */
@RestController
@RequestMapping("/api/communities/{community}")
class BillController {

    private static final List<Column<CsvRow>> CSV = List.of(
        Column.text("room_code", 0, CsvRow::roomCode), Column.text("tariff_code", 0, CsvRow::tariffCode),
        Column.date("period_start", 0, CsvRow::periodStart), Column.date("period_end", 0, CsvRow::periodEnd),
        Column.number("quantity", 0, CsvRow::quantity), Column.money("amount", 0, CsvRow::amount),
        Column.date("due_date", 0, CsvRow::dueOn), Column.text("payer", 0, CsvRow::payer));

    static final List<Column<BillRow>> SHEET = List.of(
        Column.text("房号", 16, BillRow::roomCode), Column.text("编码", 10, BillRow::tariffCode), Column.text("收费项目", 20, BillRow::itemName),
        Column.text("公摊组", 8, BillRow::shareGroup), Column.date("账期起", 12, BillRow::periodStart), Column.date("账期止", 12, BillRow::periodEnd),
        Column.number("数量", 12, BillRow::quantity), Column.money("金额", 14, BillRow::amount).withSum(),
        Column.money("未收", 14, BillRow::outstanding).withSum(), Column.date("应缴日", 12, BillRow::dueOn),
        Column.text("缴款人", 8, row -> switch (row.payer()) { case OWNER -> "业主"; case DEVELOPER -> "开发商"; }),
        Column.text("状态", 8, row -> switch (row.state()) {
            case OPEN -> "未收清";
            case OVERDUE -> "已逾期";
            case SETTLED -> "已收清";
            case REVERSED -> "已冲销";
        }), Column.count("逾期天数", 10, BillRow::daysLate), Column.money("违约金", 12, BillRow::lateFee).withSum());

    private final BillList list;
    private final BillStory story;

    BillController(BillList list, BillStory story) {
        this.list = list;
        this.story = story;
    }

    @GetMapping("/bills")
    @Needs("billing.read")
    Page<BillRow> bills(@PathVariable long community, @ParameterObject BillList.Filter filter, @ParameterObject Paging paging) {
        return list.page(community, filter, paging);
    }

    @GetMapping("/bills/totals")
    @Needs("billing.read")
    BillList.Totals totals(@PathVariable long community, @ParameterObject BillList.Filter filter) {
        return list.totals(community, filter);
    }

    @GetMapping("/bills.xlsx")
    @Needs("billing.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject BillList.Filter filter, @ParameterObject Paging paging) {
        var rows = list.page(community, filter, Paging.all(paging.sort())).items();
        return ListSheet.of("账单", SHEET, rows);
    }

    @GetMapping("/bills.csv")
    @Needs("billing.read")
    ResponseEntity<byte[]> csv(@PathVariable long community, @RequestParam YearMonth month) {
        return Download.csv("账单-%s.csv".formatted(month), Csv.bytes(CSV, list.ofMonth(community, month)));
    }

    @GetMapping("/bills/{id}")
    @Needs("billing.read")
    BillStory.BillView bill(@PathVariable long community, @PathVariable long id) {
        return story.of(community, id);
    }
}
