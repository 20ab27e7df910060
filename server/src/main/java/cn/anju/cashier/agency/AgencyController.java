package cn.anju.cashier.agency;

import cn.anju.cashier.agency.AgencyDue.Period;
import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
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

@RestController
@RequestMapping("/api/communities/{community}")
class AgencyController {

    /** 为什么不移交了，或为什么冲销。 */
    record Why(@NotBlank @Size(max = 200) String reason) {}

    private static final List<Column<AgencyPayoutList.Row>> COLUMNS = List.of(
        Column.text("移交单号", 14, AgencyPayoutList.Row::slipNo), Column.text("代谁收的", 24, AgencyPayoutList.Row::entityName),
        Column.date("起", 12, AgencyPayoutList.Row::fromOn), Column.date("止", 12, AgencyPayoutList.Row::toOn),
        Column.count("笔数", 10, AgencyPayoutList.Row::lines), Column.money("金额", 14, AgencyPayoutList.Row::amount).withSum(),
        Column.text("收款单位", 24, AgencyPayoutList.Row::payee), Column.text("状态", 10, AgencyPayoutList.Row::stateLabel),
        Column.text("申请", 12, AgencyPayoutList.Row::madeName), Column.date("付款日期", 12, AgencyPayoutList.Row::paidOn),
        Column.text("付款方式", 12, AgencyPayoutList.Row::method), Column.text("付款", 12, AgencyPayoutList.Row::paidName),
        Column.date("冲销日期", 12, AgencyPayoutList.Row::reversedOn));

    private static final List<Column<AgencyDue.Line>> LINES = List.of(
        Column.date("日期", 12, AgencyDue.Line::day), Column.text("收据", 16, AgencyDue.Line::source), Column.text("房号", 14, AgencyDue.Line::roomCode),
        Column.text("收费项目", 16, AgencyDue.Line::itemName), Column.date("账期", 12, AgencyDue.Line::periodStart),
        Column.money("金额", 14, AgencyDue.Line::amount).withSum());

    private static final List<Column<AgencyReport.Row>> REPORT = List.of(
        Column.text("项目、房号或日期", 20, AgencyReport.Row::key), Column.money("期初结存", 14, AgencyReport.Row::opening).withSum(),
        Column.money("收到", 14, AgencyReport.Row::received).withSum(), Column.money("撤回", 14, AgencyReport.Row::takenBack).withSum(),
        Column.money("移交", 14, AgencyReport.Row::handedOn).withSum(), Column.money("期末结存", 14, AgencyReport.Row::closing).withSum());

    private final AgencyPayouts payouts;
    private final AgencyPayoutList list;
    private final AgencyDue due;
    private final AgencyReport report;
    private final AgencyReportPage page;

    AgencyController(AgencyPayouts payouts, AgencyPayoutList list, AgencyDue due, AgencyReport report, AgencyReportPage page) {
        this.payouts = payouts;
        this.list = list;
        this.due = due;
        this.report = report;
        this.page = page;
    }

    @GetMapping("/agency-payouts")
    @Needs("cashier.read")
    Page<AgencyPayoutList.Row> list(@PathVariable long community, @ParameterObject AgencyPayoutList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/agency-payouts.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject AgencyPayoutList.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("代收款移交", COLUMNS, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/agency-payouts/agencies")
    @Needs("cashier.read")
    List<AgencyDue.Agency> agencies(@PathVariable long community) {
        return due.agencies(community);
    }

    @GetMapping("/agency-payouts/due")
    @Needs("cashier.read")
    AgencyDue.Due due(@PathVariable long community, @RequestParam long entity, @RequestParam LocalDate from, @RequestParam LocalDate to,
                      @RequestParam(required = false) @Nullable List<Long> except) {
        return due.due(community, new Period(entity, from, to), except);
    }

    @GetMapping("/agency-payouts/due/lines")
    @Needs("cashier.read")
    Page<AgencyDue.Line> dueLines(@PathVariable long community, @RequestParam long entity, @RequestParam LocalDate from, @RequestParam LocalDate to,
                                  @ParameterObject AgencyDue.Filter filter, @ParameterObject Paging paging) {
        return due.lines(community, new Period(entity, from, to), filter, paging);
    }

    @GetMapping("/agency-payouts/due/lines.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> dueSheet(@PathVariable long community, @RequestParam long entity, @RequestParam LocalDate from, @RequestParam LocalDate to,
                                    @ParameterObject AgencyDue.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("待移交的代收款", LINES, due.lines(community, new Period(entity, from, to), filter, Paging.all(paging.sort())).items(),
            "代谁收的", due.entityName(community, entity));
    }

    @GetMapping("/agency-payouts/{id}")
    @Needs("cashier.read")
    AgencyPayoutList.Row get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @GetMapping("/agency-payouts/{id}/lines")
    @Needs("cashier.read")
    Page<AgencyDue.Line> lines(@PathVariable long community, @PathVariable long id, @ParameterObject Paging paging) {
        return list.lines(community, id, paging);
    }

    @GetMapping("/agency-payouts/{id}/lines.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> lineSheet(@PathVariable long community, @PathVariable long id, @ParameterObject Paging paging) {
        return ListSheet.of("代收款移交明细", LINES, list.lines(community, id, Paging.all(paging.sort())).items(), "移交单", String.valueOf(id));
    }

    @GetMapping(path = "/agency-payouts/{id}/slip.html", produces = "text/html;charset=UTF-8")
    @Needs("cashier.read")
    String slip(@PathVariable long community, @PathVariable long id) {
        return list.slip(community, id);
    }

    @PostMapping("/agency-payouts")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("cashier.agency")
    AgencyPayoutList.Row request(@PathVariable long community, @Valid @RequestBody AgencyPayouts.HandOn asked) {
        return list.get(community, payouts.request(community, asked));
    }

    @PostMapping("/agency-payouts/{id}/payment")
    @Needs("cashier.pay-out")
    AgencyPayoutList.Row pay(@PathVariable long community, @PathVariable long id, @Valid @RequestBody AgencyPayouts.Payment paid) {
        payouts.pay(community, id, paid);
        return list.get(community, id);
    }

    @PostMapping("/agency-payouts/{id}/cancellation")
    @Needs("cashier.agency")
    AgencyPayoutList.Row cancel(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Why why) {
        payouts.cancel(community, id, why.reason());
        return list.get(community, id);
    }

    @PostMapping("/agency-payouts/{id}/reversal")
    @Needs("cashier.pay-out")
    AgencyPayoutList.Row reverse(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Why why) {
        payouts.reverse(community, id, why.reason());
        return list.get(community, id);
    }

    @GetMapping("/agency-report")
    @Needs("cashier.read")
    Page<AgencyReport.Row> report(@PathVariable long community, @RequestParam long entity, @RequestParam LocalDate from, @RequestParam LocalDate to,
                                  @RequestParam AgencyReport.By by, @ParameterObject Paging paging) {
        return report.rows(community, new Period(entity, from, to), by, paging);
    }

    @GetMapping("/agency-report/summary")
    @Needs("cashier.read")
    AgencyReport.Summary summary(@PathVariable long community, @RequestParam long entity, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        return report.summary(community, new Period(entity, from, to));
    }

    @GetMapping("/agency-report.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> reportSheet(@PathVariable long community, @RequestParam long entity, @RequestParam LocalDate from, @RequestParam LocalDate to,
                                       @RequestParam AgencyReport.By by, @ParameterObject Paging paging) {
        var period = new Period(entity, from, to);
        return ListSheet.of("代收款报表", REPORT, report.rows(community, period, by, Paging.all(paging.sort())).items(),
            "代谁收的", due.entityName(community, entity));
    }

    @GetMapping(path = "/agency-report.html", produces = "text/html;charset=UTF-8")
    @Needs("cashier.read")
    String reportPage(@PathVariable long community, @RequestParam long entity, @RequestParam LocalDate from, @RequestParam LocalDate to,
                      @RequestParam AgencyReport.By by) {
        return page.of(community, new Period(entity, from, to), by);
    }
}
