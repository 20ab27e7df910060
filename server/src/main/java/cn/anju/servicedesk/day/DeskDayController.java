package cn.anju.servicedesk.day;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 一天两头、审阅与质检。 */
@RestController
@RequestMapping("/api/communities/{community}")
class DeskDayController {

    record Made(long id) {}

    record Reviewed(int tickets) {}

    private final DeskDays days;
    private final Reviews reviews;
    private final DeskChecks checks;
    private final Clock clock;

    DeskDayController(DeskDays days, Reviews reviews, DeskChecks checks, Clock clock) {
        this.days = days;
        this.reviews = reviews;
        this.checks = checks;
        this.clock = clock;
    }

    @GetMapping("/desk-days/{day}")
    @Needs("servicedesk.read")
    DeskDays.Day day(@PathVariable long community, @PathVariable LocalDate day) {
        return days.of(community, day);
    }

    @PostMapping("/desk-days/{day}/{part}/lines")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.register")
    void say(@PathVariable long community, @PathVariable LocalDate day, @PathVariable DeskDays.Part part, @Valid @RequestBody DeskDays.Line line) {
        days.say(community, day, part, line);
    }

    @PostMapping("/desk-days/{day}/{part}/closing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.register")
    void close(@PathVariable long community, @PathVariable LocalDate day, @PathVariable DeskDays.Part part) {
        days.close(community, day, part);
    }

    @GetMapping("/ticket-reviews")
    @Needs("servicedesk.read")
    Page<Reviews.Row> reviews(@PathVariable long community, @ParameterObject Reviews.Filter filter, @ParameterObject Paging paging) {
        return reviews.list(community, filter, paging);
    }

    @GetMapping("/ticket-reviews.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> reviewSheet(@PathVariable long community, @ParameterObject Reviews.Filter filter, @ParameterObject Paging paging) {
        var zone = clock.getZone();
        var columns = List.<Column<Reviews.Row>>of(Column.text("工单", 16, Reviews.Row::number), Column.text("种类", 10, row -> row.kind().label()), Column.text("地点", 16, Reviews.Row::placeText),
            Column.text("事由", 40, Reviews.Row::title), Column.text("登记", 18, row -> Html.moment(row.openedAt(), zone)), Column.text("状态", 12, row -> row.state().label()),
            Column.text("超时", 8, row -> row.isLate() ? "超时" : null), Column.text("审阅意见", 40, Reviews.Row::remark), Column.text("审阅人", 12, Reviews.Row::reviewedName),
            Column.text("审阅时间", 18, row -> row.reviewedAt() == null ? null : Html.moment(row.reviewedAt(), zone)));
        return ListSheet.of("记录审阅", columns, reviews.list(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping("/ticket-reviews")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("servicedesk.review")
    Reviewed review(@PathVariable long community, @Valid @RequestBody Reviews.NewReview review) {
        return new Reviewed(reviews.review(community, review));
    }

    @GetMapping("/desk-checks")
    @Needs("servicedesk.read")
    Page<DeskChecks.Row> checks(@PathVariable long community, @ParameterObject DeskChecks.Filter filter, @ParameterObject Paging paging) {
        return checks.list(community, filter, paging);
    }

    @GetMapping("/desk-checks.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> checkSheet(@PathVariable long community, @ParameterObject DeskChecks.Filter filter, @ParameterObject Paging paging) {
        var zone = clock.getZone();
        var columns = List.<Column<DeskChecks.Row>>of(Column.text("编号", 16, DeskChecks.Row::number), Column.text("被查的人", 12, DeskChecks.Row::staffName),
            Column.text("工单", 16, DeskChecks.Row::ticketNumber), Column.text("质检", 18, row -> Html.moment(row.checkedAt(), zone)), Column.text("质检人", 12, DeskChecks.Row::checkedName),
            Column.count("得分", 8, row -> (long) row.score()), Column.text("情况", 40, DeskChecks.Row::finding), Column.text("整改", 40, DeskChecks.Row::remedy),
            Column.date("期限", 12, DeskChecks.Row::dueOn), Column.text("整改结果", 40, DeskChecks.Row::outcome), Column.text("复查人", 12, DeskChecks.Row::followedName));
        return ListSheet.of("受理质检", columns, checks.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/desk-checks/people")
    @Needs("servicedesk.review")
    List<DeskChecks.Person> people(@PathVariable long community) {
        return checks.people(community);
    }

    @PostMapping("/desk-checks")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("servicedesk.review")
    Made record(@PathVariable long community, @Valid @RequestBody DeskChecks.NewCheck check) {
        return new Made(checks.record(community, check));
    }

    @PostMapping("/desk-checks/{id}/follow-up")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.review")
    void follow(@PathVariable long community, @PathVariable long id, @Valid @RequestBody DeskChecks.FollowUp followUp) {
        checks.follow(community, id, followUp);
    }
}
