package cn.anju.servicedesk.roster;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 班表与本事。 */
@RestController
@RequestMapping("/api/communities/{community}")
class RosterController {

    private final Roster roster;

    RosterController(Roster roster) {
        this.roster = roster;
    }

    @GetMapping("/rosters/{day}")
    @Needs("workforce.attend")
    Roster.Week week(@PathVariable long community, @PathVariable LocalDate day) {
        return roster.week(community, day);
    }

    @GetMapping("/rosters/{day}/roster.xlsx")
    @Needs("workforce.attend")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @PathVariable LocalDate day) {
        var week = roster.week(community, day);
        var columns = new ArrayList<Column<Roster.Person>>(List.of(Column.text("姓名", 14, Roster.Person::name), Column.text("岗位", 20, Roster.Person::posts),
            Column.text("会做", 30, row -> row.trades().stream().map(Trade::label).collect(Collectors.joining("、")))));
        for (var i = 0; i < 7; i++) {
            var each = week.monday().plusDays(i);
            columns.add(Column.text(each.toString(), 12, row -> row.turns().stream().filter(turn -> turn.day().equals(each)).map(turn -> turn.shift().label()).findFirst().orElse("休")));
        }
        return ListSheet.of("班表", columns, week.people());
    }

    @PutMapping("/rosters/{day}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.roster")
    void setWeek(@PathVariable long community, @PathVariable LocalDate day, @Valid @RequestBody Roster.NewWeek week) {
        roster.setWeek(community, day, week);
    }

    @PutMapping("/technicians/{person}/skills")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.roster")
    void setSkills(@PathVariable long community, @PathVariable long person, @Valid @RequestBody Roster.Skills skills) {
        roster.setSkills(community, person, skills);
    }
}
