package cn.anju.servicedesk.aftercare;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
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

/** 回访与凭证。 */
@RestController
@RequestMapping("/api/communities/{community}")
class AftercareController {

    private static final Map<String, String> WHY = Map.of("URGENT", "急修", "REPEAT", "返修", "COMPLAINT", "投诉", "SAMPLE", "抽样");
    private static final Map<String, String> OUTCOMES = Map.of("SATISFIED", "满意", "FAIR", "基本满意", "DISSATISFIED", "不满意", "UNREACHED", "没联系上");
    private static final Map<String, String> STATES = Map.of("MISSING", "没收回", "HELD", "在前台", "GIVEN", "待签收", "FILED", "已入档", "KEPT", "已留存");

    private final CallbackTasks tasks;
    private final CallbackExcuses excuses;
    private final CallbackBatches batches;
    private final CallbackReports reports;
    private final RepairVouchers vouchers;
    private final Clock clock;

    AftercareController(CallbackTasks tasks, CallbackExcuses excuses, CallbackBatches batches, CallbackReports reports, RepairVouchers vouchers, Clock clock) {
        this.tasks = tasks;
        this.excuses = excuses;
        this.batches = batches;
        this.reports = reports;
        this.vouchers = vouchers;
        this.clock = clock;
    }

    @GetMapping("/callback-tasks")
    @Needs("servicedesk.read")
    Page<CallbackTasks.Row> tasks(@PathVariable long community, @ParameterObject CallbackTasks.Filter filter, @ParameterObject Paging paging) {
        return tasks.list(community, filter, paging);
    }

    @GetMapping("/callback-tasks.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> taskSheet(@PathVariable long community, @ParameterObject CallbackTasks.Filter filter, @ParameterObject Paging paging) {
        var zone = clock.getZone();
        var columns = List.<Column<CallbackTasks.Row>>of(
            Column.text("工单", 16, CallbackTasks.Row::number), Column.text("种类", 10, row -> row.kind().label()), Column.text("哪一次", 12, row -> row.stage().equals("INSTANT") ? "管家当场" : "前台一周内"),
            Column.text("为什么", 10, row -> WHY.get(row.why())), Column.text("地点", 16, CallbackTasks.Row::placeText), Column.text("事由", 40, CallbackTasks.Row::title),
            Column.text("报事人", 12, CallbackTasks.Row::reporter), Column.text("电话", 14, CallbackTasks.Row::phone), Column.text("办的人", 14, CallbackTasks.Row::doers),
            Column.text("办完", 18, row -> Html.moment(row.doneAt(), zone)), Column.text("凭证收回", 18, row -> row.voucherAt() == null ? null : Html.moment(row.voucherAt(), zone)),
            Column.text("期限", 18, row -> Html.moment(row.dueAt(), zone)), Column.text("回访", 18, row -> row.calledAt() == null ? null : Html.moment(row.calledAt(), zone)),
            Column.text("回访人", 12, CallbackTasks.Row::calledName), Column.text("结果", 10, row -> row.outcome() == null ? null : OUTCOMES.get(row.outcome())),
            Column.text("超期", 8, row -> row.isLate() ? "超期" : null), Column.text("免访", 30, CallbackTasks.Row::excuse));
        return ListSheet.of("回访任务", columns, tasks.list(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping("/tickets/{id}/callback-excuses")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.review")
    void excuse(@PathVariable long community, @PathVariable long id, @Valid @RequestBody CallbackExcuses.NewExcuse excuse) {
        excuses.excuse(community, id, excuse);
    }

    @GetMapping("/callback-rate")
    @Needs("servicedesk.read")
    CallbackTasks.Rate rate(@PathVariable long community, @RequestParam @Nullable LocalDate from, @RequestParam @Nullable LocalDate to) {
        return tasks.rate(community, from, to);
    }

    @GetMapping("/callback-batches")
    @Needs("servicedesk.read")
    Page<CallbackBatches.Batch> batches(@PathVariable long community, @RequestParam @Nullable String state, @ParameterObject Paging paging) {
        return batches.list(community, state, paging);
    }

    @GetMapping("/callback-batches/{id}")
    @Needs("servicedesk.read")
    CallbackBatches.Detail batch(@PathVariable long community, @PathVariable long id) {
        return batches.one(community, id);
    }

    @PostMapping("/callback-batches/{id}/submission")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.callback")
    void resubmit(@PathVariable long community, @PathVariable long id) {
        batches.resubmit(community, id);
    }

    @GetMapping("/callback-reports/{month}")
    @Needs("servicedesk.read")
    CallbackReports.Report report(@PathVariable long community, @PathVariable YearMonth month) {
        return reports.of(community, month);
    }

    @GetMapping("/callback-reports/{month}/sheet.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> reportSheet(@PathVariable long community, @PathVariable YearMonth month) {
        var columns = List.<Column<CallbackReports.Figure>>of(Column.text("种类", 12, row -> row.kind().label()), Column.count("办完", 10, CallbackReports.Figure::finished).withSum(),
            Column.count("回访到", 10, CallbackReports.Figure::called).withSum(), Column.count("满意", 10, CallbackReports.Figure::satisfied).withSum(),
            Column.count("基本满意", 10, CallbackReports.Figure::fair).withSum(), Column.count("不满意", 10, CallbackReports.Figure::dissatisfied).withSum(),
            Column.count("没联系上", 10, CallbackReports.Figure::unreached).withSum(), Column.number("满意率（%）", 12, CallbackReports.Figure::satisfactionRate));
        return ListSheet.of("回访质量报告 " + month, columns, reports.of(community, month).figures());
    }

    @GetMapping(path = "/callback-reports/{month}/report.html", produces = "text/html;charset=UTF-8")
    @Needs("servicedesk.read")
    String reportPage(@PathVariable long community, @PathVariable YearMonth month) {
        return reports.page(community, month);
    }

    @PostMapping("/callback-reports/{month}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.callback")
    void submit(@PathVariable long community, @PathVariable YearMonth month, @Valid @RequestBody CallbackReports.NewReport report) {
        reports.submit(community, month, report);
    }

    @PostMapping("/callback-reports/{month}/reading")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.review")
    void read(@PathVariable long community, @PathVariable YearMonth month, @Valid @RequestBody CallbackReports.Reading reading) {
        reports.read(community, month, reading);
    }

    @GetMapping("/vouchers")
    @Needs("servicedesk.read")
    Page<RepairVouchers.Row> vouchers(@PathVariable long community, @ParameterObject RepairVouchers.Filter filter, @ParameterObject Paging paging) {
        return vouchers.list(community, filter, paging);
    }

    @GetMapping("/vouchers.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> voucherSheet(@PathVariable long community, @ParameterObject RepairVouchers.Filter filter, @ParameterObject Paging paging) {
        var zone = clock.getZone();
        var columns = List.<Column<RepairVouchers.Row>>of(
            Column.text("凭证号", 14, RepairVouchers.Row::voucher), Column.text("任务单", 16, RepairVouchers.Row::number), Column.text("工单", 16, RepairVouchers.Row::ticketNumber),
            Column.text("地点", 16, RepairVouchers.Row::placeText), Column.text("公共", 8, row -> row.isPublic() ? "公共" : null), Column.text("片区", 14, RepairVouchers.Row::area),
            Column.text("事由", 40, RepairVouchers.Row::title), Column.text("维修人", 12, RepairVouchers.Row::technician), Column.text("完工", 18, row -> Html.moment(row.finishedAt(), zone)),
            Column.text("收回", 18, row -> row.voucherAt() == null ? null : Html.moment(row.voucherAt(), zone)), Column.text("状态", 10, row -> STATES.get(row.state())),
            Column.text("移交清单", 16, RepairVouchers.Row::handoverNumber));
        return ListSheet.of("维修凭证", columns, vouchers.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/voucher-handovers")
    @Needs("servicedesk.read")
    Page<RepairVouchers.Handover> handovers(@PathVariable long community, @ParameterObject RepairVouchers.HandoverFilter filter, @ParameterObject Paging paging) {
        return vouchers.handovers(community, filter, paging);
    }

    @PostMapping("/voucher-handovers")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("servicedesk.register")
    RepairVouchers.Made hand(@PathVariable long community, @Valid @RequestBody RepairVouchers.NewHandover handover) {
        return vouchers.hand(community, handover);
    }

    @PostMapping("/voucher-handovers/{id}/signature")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.register")
    void sign(@PathVariable long community, @PathVariable long id) {
        vouchers.sign(community, id);
    }

    @GetMapping(path = "/voucher-handovers/{id}/list.html", produces = "text/html;charset=UTF-8")
    @Needs("servicedesk.read")
    String handoverPage(@PathVariable long community, @PathVariable long id) {
        return vouchers.page(community, id);
    }
}
