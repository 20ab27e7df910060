package cn.anju.ledger.close;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Problem;
import cn.anju.ledger.ReceivableAges;
import cn.anju.ledger.TrialBalance;
import cn.anju.ledger.print.BookPrinter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
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

@RestController
@RequestMapping("/api/communities/{community}/ledger")
class CloseController {

    /** 反结账的理由。 */
    record Reopening(@NotBlank @Size(max = 200) String reason) {}

    /** 等另一人批的反结账。 */
    record Asked(long approvalId) {}

    /** 结转记在哪张凭证。 */
    record Moved(long entryId) {}

    private static final List<Column<Reports.Income>> INCOME = List.of(
        Column.text("收费项目", 20, Reports.Income::item), Column.money("应收发生", 16, Reports.Income::charged).withSum(),
        Column.money("收回", 16, Reports.Income::received).withSum(), Column.money("收入", 16, Reports.Income::income).withSum(),
        Column.money("代收", 16, Reports.Income::passedThrough).withSum());
    private static final List<Column<Reports.Flow>> FLOWS = List.of(
        Column.text("科目", 10, Reports.Flow::account), Column.text("名称", 20, Reports.Flow::accountName), Column.text("事由", 16, Reports.Flow::kind),
        Column.money("收", 16, Reports.Flow::received).withSum(), Column.money("付", 16, Reports.Flow::paid).withSum());
    private static final List<Column<ReceivableAges.Age>> AGES = List.of(
        Column.text("收费项目", 20, ReceivableAges.Age::item), Column.money("未到期", 14, ReceivableAges.Age::notDue).withSum(),
        Column.money("30 天内", 14, ReceivableAges.Age::within30).withSum(), Column.money("31 至 90 天", 14, ReceivableAges.Age::within90).withSum(),
        Column.money("91 天至 1 年", 14, ReceivableAges.Age::within365).withSum(), Column.money("1 至 3 年", 14, ReceivableAges.Age::within1095).withSum(),
        Column.money("3 年以上", 14, ReceivableAges.Age::older).withSum(), Column.money("合计", 14, ReceivableAges.Age::total).withSum());

    private final PeriodClose close;
    private final ProfitClosing profit;
    private final Snapshots snapshots;
    private final Reports reports;
    private final List<ReceivableAges> ages;
    private final BookPrinter printer;
    private final TrialBalance trialBalance;
    private final Clock clock;

    CloseController(PeriodClose close, ProfitClosing profit, Snapshots snapshots, Reports reports, List<ReceivableAges> ages, BookPrinter printer,
                    TrialBalance trialBalance, Clock clock) {
        this.close = close;
        this.profit = profit;
        this.snapshots = snapshots;
        this.reports = reports;
        this.ages = ages;
        this.printer = printer;
        this.trialBalance = trialBalance;
        this.clock = clock;
    }

    @GetMapping("/periods/{month}/checklist")
    @Needs("ledger.read")
    List<PeriodClose.Item> checklist(@PathVariable long community, @PathVariable YearMonth month) {
        return close.checklist(community, month);
    }

    @PostMapping("/periods/{month}/close")
    @Needs("ledger.close")
    void close(@PathVariable long community, @PathVariable YearMonth month) {
        close.close(community, month);
    }

    @PostMapping("/periods/{month}/reopen")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Needs("ledger.close")
    Asked reopen(@PathVariable long community, @PathVariable YearMonth month, @Valid @RequestBody Reopening reopening) {
        return new Asked(close.askReopen(community, month, reopening.reason()));
    }

    @GetMapping("/periods/{month}/profit-closing")
    @Needs("ledger.read")
    ProfitClosing.Preview profit(@PathVariable long community, @PathVariable YearMonth month) {
        return profit.preview(community, month);
    }

    @PostMapping("/periods/{month}/profit-closing")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("ledger.close")
    Moved closeProfit(@PathVariable long community, @PathVariable YearMonth month) {
        return new Moved(profit.close(community, month));
    }

    @GetMapping("/reports/locked")
    @Needs("ledger.read")
    List<Snapshots.Row> locked(@PathVariable long community) {
        return snapshots.list(community);
    }

    @GetMapping("/reports/locked/{id}")
    @Needs("ledger.read")
    Snapshots.Locked lockedReport(@PathVariable long community, @PathVariable long id) {
        return snapshots.get(community, id);
    }

    @GetMapping("/reports/income-by-item")
    @Needs("ledger.read")
    List<Reports.Income> income(@PathVariable long community, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        return reports.incomeByItem(community, from, ordered(from, to));
    }

    @GetMapping("/reports/income-by-item.xlsx")
    @Needs("ledger.read")
    ResponseEntity<byte[]> incomeSheet(@PathVariable long community, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        return ListSheet.of("分项目收入表", INCOME, reports.incomeByItem(community, from, ordered(from, to)));
    }

    @GetMapping(path = "/reports/income-by-item.html", produces = "text/html;charset=UTF-8")
    @Needs("ledger.read")
    String incomePage(@PathVariable long community, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        return printer.table(community, "分项目收入表", from + " 至 " + to, INCOME, reports.incomeByItem(community, from, ordered(from, to)));
    }

    @GetMapping("/reports/receipts-and-payments")
    @Needs("ledger.read")
    List<Reports.Flow> flows(@PathVariable long community, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        return reports.receiptsAndPayments(community, from, ordered(from, to));
    }

    @GetMapping("/reports/receipts-and-payments.xlsx")
    @Needs("ledger.read")
    ResponseEntity<byte[]> flowSheet(@PathVariable long community, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        return ListSheet.of("收支表", FLOWS, reports.receiptsAndPayments(community, from, ordered(from, to)));
    }

    @GetMapping(path = "/reports/receipts-and-payments.html", produces = "text/html;charset=UTF-8")
    @Needs("ledger.read")
    String flowPage(@PathVariable long community, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        return printer.table(community, "收支表", from + " 至 " + to, FLOWS, reports.receiptsAndPayments(community, from, ordered(from, to)));
    }

    @GetMapping("/reports/receivables-by-age")
    @Needs("ledger.read")
    List<ReceivableAges.Age> ages(@PathVariable long community, @RequestParam LocalDate on) {
        return ages.stream().flatMap(each -> each.asOf(community, on).stream()).toList();
    }

    @GetMapping("/reports/receivables-by-age.xlsx")
    @Needs("ledger.read")
    ResponseEntity<byte[]> ageSheet(@PathVariable long community, @RequestParam LocalDate on) {
        return ListSheet.of("应收账龄表", AGES, ages(community, on));
    }

    @GetMapping(path = "/reports/receivables-by-age.html", produces = "text/html;charset=UTF-8")
    @Needs("ledger.read")
    String agePage(@PathVariable long community, @RequestParam LocalDate on) {
        return printer.table(community, "应收账龄表", "截至 " + on, AGES, ages(community, on));
    }

    /** 试算平衡表的打印页；不指明月份的，从开账起、到本月止。 */
    @GetMapping(path = "/trial-balance.html", produces = "text/html;charset=UTF-8")
    @Needs("ledger.read")
    String trialBalancePage(@PathVariable long community, @RequestParam @Nullable YearMonth from, @RequestParam @Nullable YearMonth to,
                            @RequestParam @Nullable Long entity) {
        var about = "%s 至 %s".formatted(from == null ? "开账" : from, to == null ? YearMonth.now(clock) : to);
        return printer.table(community, "试算平衡表", about, TrialBalance.COLUMNS, trialBalance.of(community, from, to, entity).accounts());
    }

    private static LocalDate ordered(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) throw Problem.invalid("dates-reversed", "结束日期早于开始日期");
        return to;
    }
}
