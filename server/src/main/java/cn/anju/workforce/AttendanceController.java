package cn.anju.workforce;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 签到签退、考勤表、补签、上报。 */
@RestController
@RequestMapping("/api/communities/{community}")
class AttendanceController {

    private final Marks marks;
    private final AttendanceMonth months;
    private final Corrections corrections;
    private final Communities communities;

    AttendanceController(Marks marks, AttendanceMonth months, Corrections corrections, Communities communities) {
        this.marks = marks;
        this.months = months;
        this.corrections = corrections;
        this.communities = communities;
    }

    @GetMapping("/attendance-today")
    @Needs("workforce.attend")
    Marks.Today today(@PathVariable long community) {
        return marks.today(community);
    }

    @PostMapping("/attendance-marks")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.attend")
    Marks.Today sign(@PathVariable long community, @Valid @RequestBody Marks.NewMark mark) {
        marks.sign(community, mark);
        return marks.today(community);
    }

    @GetMapping("/attendance/{month}")
    @Needs("workforce.attend")
    AttendanceMonth.Table table(@PathVariable long community, @PathVariable YearMonth month) {
        return months.table(community, month);
    }

    @GetMapping("/attendance/{month}/attendance.xlsx")
    @Needs("workforce.attend")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @PathVariable YearMonth month) {
        var table = months.table(community, month);
        var columns = new ArrayList<Column<AttendanceMonth.Person>>(List.of(Column.text("姓名", 12, AttendanceMonth.Person::name), Column.text("岗位", 18, AttendanceMonth.Person::posts)));
        for (var i = 0; i < table.days().size(); i++) {
            var at = i;
            columns.add(Column.text(String.valueOf(i + 1), 5, row -> row.days().get(at).sign()));
        }
        columns.addAll(List.of(Column.text("出勤（天）", 10, row -> row.worked().toPlainString()), Column.text("迟到（次）", 10, row -> String.valueOf(row.late())),
            Column.text("早退（次）", 10, row -> String.valueOf(row.early())), Column.text("缺签（次）", 10, row -> String.valueOf(row.incomplete())),
            Column.text("旷工（天）", 10, row -> row.absent().toPlainString()), Column.text("请假（天）", 10, row -> row.leave().toPlainString()),
            Column.text("加班（天）", 10, row -> String.valueOf(row.overtime()))));
        return ListSheet.of("考勤 " + month, columns, table.people());
    }

    @GetMapping(path = "/attendance/{month}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("workforce.attend")
    String print(@PathVariable long community, @PathVariable YearMonth month) {
        return AttendancePaper.of(communities.name(community), months.table(community, month), month);
    }

    @PostMapping("/attendance/{month}/report")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.team")
    void report(@PathVariable long community, @PathVariable YearMonth month) {
        months.report(community, month);
    }

    @GetMapping("/attendance-days/{day}/people/{person}")
    @Needs("workforce.attend")
    AttendanceMonth.Day day(@PathVariable long community, @PathVariable LocalDate day, @PathVariable long person) {
        return months.day(community, person, day);
    }

    @PostMapping("/attendance-corrections")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.attend")
    Corrections.Asked ask(@PathVariable long community, @Valid @RequestBody Corrections.NewCorrection correction) {
        return corrections.ask(community, correction);
    }
}
