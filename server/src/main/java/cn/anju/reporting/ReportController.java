package cn.anju.reporting;

import cn.anju.attachment.Attachments;
import cn.anju.kernel.Column;
import cn.anju.kernel.Download;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 报表：报送日历、各版、报送与签收。 */
@RestController
@RequestMapping("/api/communities/{community}")
class ReportController {

    record Made(long id) {}

    record Number(String number) {}

    private static final MediaType WORKBOOK = MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final Reports reports;
    private final ReportCalendar calendar;
    private final Submissions submissions;
    private final Attachments attachments;
    private final Clock clock;

    ReportController(Reports reports, ReportCalendar calendar, Submissions submissions, Attachments attachments, Clock clock) {
        this.reports = reports;
        this.calendar = calendar;
        this.submissions = submissions;
        this.attachments = attachments;
        this.clock = clock;
    }

    @GetMapping("/reports")
    @Needs("reporting.read")
    List<ReportCalendar.Row> calendar(@PathVariable long community, @ParameterObject ReportCalendar.Filter filter) {
        return calendar.of(community, filter);
    }

    @GetMapping("/reports.xlsx")
    @Needs("reporting.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject ReportCalendar.Filter filter) {
        var zone = clock.getZone();
        var columns = List.<Column<ReportCalendar.Row>>of(Column.text("报表", 24, ReportCalendar.Row::title), Column.text("频度", 8, row -> row.rhythm().label),
            Column.date("从", 12, ReportCalendar.Row::fromOn), Column.date("到", 12, ReportCalendar.Row::toOn), Column.date("出表日", 12, ReportCalendar.Row::madeOn),
            Column.text("报送期限", 18, row -> Html.moment(row.dueAt(), zone)), Column.text("编号", 18, ReportCalendar.Row::number), Column.text("状态", 10, row -> row.state().label),
            Column.text("晚", 6, row -> row.isLate() ? "晚" : null), Column.text("报送人", 12, ReportCalendar.Row::sentName),
            Column.text("报送时间", 18, row -> row.sentAt() == null ? null : Html.moment(row.sentAt(), zone)), Column.text("签收", 10, row -> row.receivers() == 0 ? null : row.received() + "/" + row.receivers()),
            Column.text("晚报说明", 30, ReportCalendar.Row::whyLate));
        return ListSheet.of("报送日历", columns, calendar.of(community, filter));
    }

    /** 补出以前某天该出的一期。 */
    @PostMapping("/reports")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("reporting.submit")
    Made make(@PathVariable long community, @Valid @RequestBody Reports.Make wanted) {
        return new Made(reports.make(community, wanted));
    }

    @GetMapping("/reports/{report}")
    @Needs("reporting.read")
    ReportCalendar.Detail detail(@PathVariable long community, @PathVariable long report) {
        return calendar.detail(community, report);
    }

    @PostMapping("/reports/{report}/editions")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("reporting.submit")
    Number again(@PathVariable long community, @PathVariable long report, @Valid @RequestBody Reports.Again again) {
        return new Number(reports.again(community, report, again));
    }

    @GetMapping(path = "/reports/{report}/editions/{edition}/paper.pdf", produces = "application/pdf")
    @Needs("reporting.read")
    ResponseEntity<byte[]> paper(@PathVariable long community, @PathVariable long report, @PathVariable int edition) {
        return file(community, calendar.file(community, report, edition, true), MediaType.APPLICATION_PDF);
    }

    @GetMapping("/reports/{report}/editions/{edition}/sheet.xlsx")
    @Needs("reporting.read")
    ResponseEntity<byte[]> workbook(@PathVariable long community, @PathVariable long report, @PathVariable int edition) {
        return file(community, calendar.file(community, report, edition, false), WORKBOOK);
    }

    @PostMapping("/reports/{report}/submission")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("reporting.submit")
    void send(@PathVariable long community, @PathVariable long report, @Valid @RequestBody Submissions.Send send) {
        submissions.send(community, report, send);
    }

    @PostMapping("/reports/{report}/receipt")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("reporting.read")
    void receive(@PathVariable long community, @PathVariable long report, @Valid @RequestBody Submissions.Receive receive) {
        submissions.receive(community, report, receive);
    }

    @PostMapping("/reports/{report}/explanation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("reporting.submit")
    void explain(@PathVariable long community, @PathVariable long report, @Valid @RequestBody Submissions.Explain explain) {
        submissions.explain(community, report, explain);
    }

    private ResponseEntity<byte[]> file(long community, long id, MediaType type) {
        var file = attachments.read(community, id);
        return Download.file(file.filename(), type, file.content());
    }
}
