package cn.anju.servicedesk.radar;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 查根任务，和工单上认出的毛病。 */
@RestController
@RequestMapping("/api/communities/{community}")
class RootCauseController {

    private final RootCauses causes;
    private final TicketFaults faults;
    private final Clock clock;

    RootCauseController(RootCauses causes, TicketFaults faults, Clock clock) {
        this.causes = causes;
        this.faults = faults;
        this.clock = clock;
    }

    @GetMapping("/root-causes")
    @Needs("servicedesk.read")
    Page<RootCauses.Row> list(@PathVariable long community, @ParameterObject RootCauses.Filter filter, @ParameterObject Paging paging) {
        return causes.list(community, filter, paging);
    }

    @GetMapping("/root-causes.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject RootCauses.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<RootCauses.Row>>of(Column.text("编号", 16, RootCauses.Row::number), Column.text("地点", 18, RootCauses.Row::placeText),
            Column.text("毛病", 12, RootCauses.Row::fault), Column.count("次数", 8, row -> (long) row.faults()), Column.text("开始", 18, row -> Html.moment(row.openedAt(), clock.getZone())),
            Column.text("谁查", 12, RootCauses.Row::owner), Column.date("期限", 12, RootCauses.Row::dueOn), Column.text("查出的根", 40, RootCauses.Row::cause),
            Column.text("怎么除的", 40, RootCauses.Row::outcome), Column.text("查清", 18, row -> row.endedAt() == null ? null : Html.moment(row.endedAt(), clock.getZone())));
        return ListSheet.of("查根任务", columns, causes.list(community, filter, Paging.all(paging.sort())).items());
    }

    @PutMapping("/root-causes/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.dispatch")
    void assign(@PathVariable long community, @PathVariable long id, @Valid @RequestBody RootCauses.Assignment assignment) {
        causes.assign(community, id, assignment);
    }

    @PostMapping("/root-causes/{id}/outcome")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.dispatch")
    void end(@PathVariable long community, @PathVariable long id, @Valid @RequestBody RootCauses.Outcome outcome) {
        causes.end(community, id, outcome);
    }

    @GetMapping("/tickets/{id}/fault")
    @Needs("servicedesk.read")
    TicketFaults.Shown fault(@PathVariable long community, @PathVariable long id) {
        return faults.of(community, id);
    }

    @PutMapping("/tickets/{id}/fault")
    @Needs("servicedesk.dispatch")
    TicketFaults.Shown correct(@PathVariable long community, @PathVariable long id, @Valid @RequestBody TicketFaults.Correction correction) {
        faults.correct(community, id, correction);
        return faults.of(community, id);
    }
}
