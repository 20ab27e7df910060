package cn.anju.duty;

import cn.anju.duty.Proof.Found;
import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 职责的表格：目录、班组、履行、一条职责的记录。 */
@RestController
@RequestMapping("/api")
class DutySheets {

    /** 目录页上的筛选。 @param text in the sentence or the id */
    record Shown(@Nullable String module, @Nullable String role, Evidence.@Nullable Type evidence, @Nullable String text, @Nullable Boolean amended) {

        boolean shows(Duty duty) {
            return (isEmpty(module) || duty.module().equals(module)) && (isEmpty(role) || duty.roles().contains(role)) && (evidence == null || duty.evidence().type() == evidence)
                && (isEmpty(text) || duty.duty().contains(text) || duty.id().contains(text)) && (!Boolean.TRUE.equals(amended) || duty.version() > 0);
        }

        private static boolean isEmpty(@Nullable String asked) {
            return asked == null || asked.isBlank();
        }
    }

    private final Placed placed;
    private final Team team;
    private final Fulfilment fulfilment;
    private final Holders holders;
    private final Clock clock;

    DutySheets(Placed placed, Team team, Fulfilment fulfilment, Holders holders, Clock clock) {
        this.placed = placed;
        this.team = team;
        this.fulfilment = fulfilment;
        this.holders = holders;
        this.clock = clock;
    }

    @GetMapping("/duties.xlsx")
    @Needs(Needs.SIGNED_IN)
    ResponseEntity<byte[]> catalogue(@ParameterObject Shown shown) {
        var names = holders.roleNames();
        return ListSheet.of("职责目录", List.<Column<Duty>>of(Column.text("编号", 32, Duty::id), Column.text("职责", 60, Duty::duty), Column.text("岗位", 30, duty -> named(names, duty.roles())),
            Column.text("频度", 12, duty -> duty.isOff() ? "不派" : duty.rhythm() == null ? duty.cadence().label : "定期（" + duty.rhythm().label + "）"), Column.text("算在谁头上", 12, duty -> duty.per().label),
            Column.text("凭什么", 24, duty -> duty.evidence().label()), Column.text("限度", 40, duty -> String.join("；", duty.limits())), Column.text("要留下的记录", 40, Duty::proof),
            Column.text("公司改过", 10, duty -> duty.version() > 0 ? "改过" : "")), placed.duties().values().stream().filter(shown::shows).toList());
    }

    @GetMapping("/communities/{community}/duties/team.xlsx")
    @Needs("duty.team")
    ResponseEntity<byte[]> team(@PathVariable long community) {
        var names = holders.roleNames();
        return ListSheet.of("班组", List.<Column<Team.Member>>of(Column.text("姓名", 14, Team.Member::name), Column.text("岗位", 30, member -> named(names, member.roles())),
            Column.count("已办", 8, Team.Member::done), Column.count("待办", 8, Team.Member::due), Column.count("迟了", 8, Team.Member::late),
            Column.count("免办", 8, Team.Member::excused)), team.today(community));
    }

    @GetMapping("/communities/{community}/duties/fulfilment.xlsx")
    @Needs("duty.team")
    ResponseEntity<byte[]> fulfilment(@PathVariable long community, @RequestParam(required = false) @Nullable YearMonth month) {
        var columns = List.<Column<Fulfilment.Row>>of(Column.text("编号", 32, Fulfilment.Row::dutyId), Column.text("职责", 60, Fulfilment.Row::duty),
            Column.text("频度", 10, row -> row.cadence().label), Column.text("凭什么", 20, row -> row.evidence().label()), Column.count("应办", 8, Fulfilment.Row::due),
            Column.count("按时", 8, Fulfilment.Row::onTime), Column.count("迟办", 8, Fulfilment.Row::late), Column.count("漏办", 8, Fulfilment.Row::missed),
            Column.count("免办", 8, Fulfilment.Row::excused), Column.number("按时率%", 10, Fulfilment.Row::rate),
            Column.number("数字", 10, row -> row.figure() == null ? null : row.figure().value()));
        return ListSheet.of("职责履行 " + or(month), columns, fulfilment.byDuty(community, or(month)));
    }

    @GetMapping("/communities/{community}/duties/fulfilment/people.xlsx")
    @Needs("duty.team")
    ResponseEntity<byte[]> people(@PathVariable long community, @RequestParam(required = false) @Nullable YearMonth month) {
        var names = holders.roleNames();
        return ListSheet.of("按人的职责履行 " + or(month), List.<Column<Fulfilment.Person>>of(Column.text("姓名", 20, Fulfilment.Person::name),
            Column.text("岗位", 30, row -> named(names, Arrays.asList(row.roles().split(",")))), Column.count("应办", 8, Fulfilment.Person::due).withSum(),
            Column.count("按时", 8, Fulfilment.Person::onTime).withSum(), Column.count("迟办", 8, Fulfilment.Person::late).withSum(),
            Column.count("漏办", 8, Fulfilment.Person::missed).withSum(), Column.count("免办", 8, Fulfilment.Person::excused).withSum(),
            Column.number("按时率%", 10, Fulfilment.Person::rate)), fulfilment.byPerson(community, or(month)));
    }

    @GetMapping("/communities/{community}/duties/{duty}/records.xlsx")
    @Needs("duty.team")
    ResponseEntity<byte[]> records(@PathVariable long community, @PathVariable String duty, @RequestParam(required = false) @Nullable YearMonth month) {
        return ListSheet.of("职责记录 " + or(month), List.<Column<Found>>of(Column.text("开始", 18, row -> moment(row.openedAt())), Column.text("到期", 18, row -> moment(row.dueAt())),
            Column.text("办了", 18, row -> moment(row.doneAt())), Column.text("谁", 14, Found::staffName), Column.text("记录", 60, Found::text)),
            fulfilment.recordsOf(community, duty, or(month)), "职责", fulfilment.duty(duty).duty());
    }

    private static String named(Map<String, String> names, Collection<String> roles) {
        return roles.stream().map(role -> names.getOrDefault(role, role)).collect(Collectors.joining("、"));
    }

    private @Nullable String moment(@Nullable Instant at) {
        return at == null ? null : Html.moment(at, clock.getZone());
    }

    private YearMonth or(@Nullable YearMonth month) {
        return month == null ? YearMonth.now(clock) : month;
    }
}
