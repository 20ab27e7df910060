package cn.anju.workforce.welfare;

import cn.anju.estate.Communities;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 社保与宿舍。 */
@RestController
@RequestMapping("/api/communities/{community}")
class WelfareController {

    private static final String STYLE = """
        @page { size: A4; margin: 16mm 18mm; } h1 { font-size: 17pt; text-align: center; margin: 2mm 0 3mm; } .head { text-align: center; margin-bottom: 3mm; }
        th, td { border: 1px solid #000; padding: 1.6mm 2mm; font-weight: normal; text-align: left; } thead { display: table-header-group; } tr { page-break-inside: avoid; } .sign { margin-top: 8mm; }
        """ + Html.NUMBERED;
    private static final String SIGN = "<p class=\"sign\">制表（签字）：＿＿＿＿＿＿　　审核（签字）：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿　　（章）</p>";

    private final SocialInsurance insurance;
    private final Dormitory dormitory;
    private final Communities communities;
    private final Clock clock;

    WelfareController(SocialInsurance insurance, Dormitory dormitory, Communities communities, Clock clock) {
        this.insurance = insurance;
        this.dormitory = dormitory;
        this.communities = communities;
        this.clock = clock;
    }

    @GetMapping("/insurance-changes")
    @Needs("workforce.personnel")
    Page<SocialInsurance.Row> changes(@PathVariable long community, @ParameterObject SocialInsurance.Filter filter, @ParameterObject Paging paging) {
        return insurance.list(community, filter, paging);
    }

    @GetMapping("/insurance-changes.xlsx")
    @Needs("workforce.personnel")
    ResponseEntity<byte[]> changeSheet(@PathVariable long community, @ParameterObject SocialInsurance.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<SocialInsurance.Row>>of(Column.text("编号", 18, SocialInsurance.Row::number), Column.text("姓名", 12, SocialInsurance.Row::staffName), Column.text("办什么", 8, row -> row.kind().label),
            Column.text("从哪个月起", 12, row -> YearMonth.from(row.month()).toString()), Column.money("基数（元）", 12, SocialInsurance.Row::base), Column.text("原因", 30, SocialInsurance.Row::reason),
            Column.date("办结期限", 12, SocialInsurance.Row::dueOn), Column.text("办结", 18, row -> row.doneAt() == null ? null : Html.moment(row.doneAt(), clock.getZone())), Column.text("谁办的", 12, SocialInsurance.Row::doneName),
            Column.text("回执", 20, SocialInsurance.Row::receipt));
        return ListSheet.of("社保办理", columns, insurance.list(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping("/insurance-changes")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.personnel")
    SocialInsurance.Made open(@PathVariable long community, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, @Valid @RequestBody SocialInsurance.NewChange change) {
        return insurance.open(community, key, change);
    }

    @PostMapping("/insurance-changes/{id}/completion")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.personnel")
    void complete(@PathVariable long community, @PathVariable long id, @Valid @RequestBody SocialInsurance.Completion completion) {
        insurance.complete(community, id, completion);
    }

    @GetMapping("/insurance-months/{month}")
    @Needs("workforce.personnel")
    List<SocialInsurance.Insured> insured(@PathVariable long community, @PathVariable YearMonth month) {
        return insurance.insured(community, month);
    }

    @GetMapping("/insurance-months/{month}/insured.xlsx")
    @Needs("workforce.personnel")
    ResponseEntity<byte[]> insuredSheet(@PathVariable long community, @PathVariable YearMonth month) {
        var columns = List.<Column<SocialInsurance.Insured>>of(Column.text("姓名", 12, SocialInsurance.Insured::staffName), Column.money("基数（元）", 14, SocialInsurance.Insured::base).withSum(),
            Column.text("从哪个月起", 12, row -> YearMonth.from(row.since()).toString()), Column.text("回执", 24, SocialInsurance.Insured::receipt));
        return ListSheet.of("在保名册 " + month, columns, insurance.insured(community, month));
    }

    @GetMapping(path = "/insurance-months/{month}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("workforce.personnel")
    String printInsured(@PathVariable long community, @PathVariable YearMonth month) {
        return Html.page("在保名册 " + month, STYLE, """
            <h1>社会保险在保名册</h1><p class="head">%s　%s　%s</p><table><thead><tr><th>姓名</th><th class="number">缴费基数（元）</th><th>从哪个月起</th><th>回执</th></tr></thead><tbody>%s</tbody></table>%s
            """.formatted(Html.text(communities.name(community)), month, Html.filed("ZB", month), insurance.insured(community, month).stream().map(row -> "<tr><td>%s</td><td class=\"number\">%s</td><td>%s</td><td>%s</td></tr>"
            .formatted(Html.text(row.staffName()), Html.money(row.base()), YearMonth.from(row.since()), Html.text(row.receipt()))).collect(Collectors.joining()), SIGN));
    }

    @GetMapping("/dormitory-beds")
    @Needs("workforce.personnel")
    Page<Dormitory.Bed> beds(@PathVariable long community, @ParameterObject Dormitory.Filter filter, @ParameterObject Paging paging) {
        return dormitory.beds(community, filter, paging);
    }

    @GetMapping("/dormitory-beds.xlsx")
    @Needs("workforce.personnel")
    ResponseEntity<byte[]> bedSheet(@PathVariable long community, @ParameterObject Dormitory.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<Dormitory.Bed>>of(Column.text("宿舍", 16, Dormitory.Bed::room), Column.count("床", 6, row -> (long) row.bed()), Column.text("谁住", 12, Dormitory.Bed::staffName),
            Column.date("从", 12, Dormitory.Bed::fromOn), Column.date("最近检查", 12, Dormitory.Bed::checkedOn), Column.text("卫生", 8, row -> row.cleanness() == null ? null : row.cleanness().label),
            Column.text("用电安全", 10, row -> row.isSafe() == null ? null : row.isSafe() ? "合格" : "不合格"), Column.text("问题", 30, Dormitory.Bed::problem));
        return ListSheet.of("宿舍床位", columns, dormitory.beds(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping(path = "/dormitory-beds/print.html", produces = "text/html;charset=UTF-8")
    @Needs("workforce.personnel")
    String printBeds(@PathVariable long community, @ParameterObject Dormitory.Filter filter, @ParameterObject Paging paging) {
        return Html.page("宿舍床位表", STYLE, """
            <h1>宿舍床位表</h1><p class="head">%s　%s</p><table><thead><tr><th>宿舍</th><th>床</th><th>谁住</th><th>从</th><th>最近检查</th><th>签名</th></tr></thead><tbody>%s</tbody></table>%s
            """.formatted(Html.text(communities.name(community)), Html.filed("SS", LocalDate.now(clock)), dormitory.beds(community, filter, paging).items().stream()
            .map(row -> "<tr><td>%s</td><td>%d</td><td>%s</td><td>%s</td><td>%s</td><td></td></tr>".formatted(Html.text(row.room()), row.bed(), Html.text(row.staffName()), row.fromOn() == null ? "" : row.fromOn(),
                row.checkedOn() == null ? "" : row.checkedOn())).collect(Collectors.joining()), SIGN));
    }

    @GetMapping("/dormitory-rooms")
    @Needs("workforce.personnel")
    List<Dormitory.Room> rooms(@PathVariable long community) {
        return dormitory.rooms(community);
    }

    @PostMapping("/dormitory-rooms")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.personnel")
    Dormitory.Made addRoom(@PathVariable long community, @Valid @RequestBody Dormitory.NewRoom room) {
        return dormitory.addRoom(community, room);
    }

    @PostMapping("/dormitory-rooms/{id}/checks")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.personnel")
    Dormitory.Made check(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Dormitory.NewCheck check) {
        return dormitory.check(community, id, check);
    }

    @PostMapping("/dormitory-stays")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.personnel")
    Dormitory.Made moveIn(@PathVariable long community, @Valid @RequestBody Dormitory.NewStay stay) {
        return dormitory.moveIn(community, stay);
    }

    @PostMapping("/dormitory-stays/{id}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.personnel")
    void moveOut(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Dormitory.Leaving leaving) {
        dormitory.moveOut(community, id, leaving);
    }
}
