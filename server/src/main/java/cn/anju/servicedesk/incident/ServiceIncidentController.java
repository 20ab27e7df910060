package cn.anju.servicedesk.incident;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
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

/** 事件。 */
@RestController
@RequestMapping("/api/communities/{community}")
class ServiceIncidentController {

    record Heard(long people) {}

    private final Incidents incidents;
    private final IncidentList list;
    private final AffectedRooms affected;
    private final Clock clock;

    ServiceIncidentController(Incidents incidents, IncidentList list, AffectedRooms affected, Clock clock) {
        this.incidents = incidents;
        this.list = list;
        this.affected = affected;
        this.clock = clock;
    }

    @GetMapping("/incidents")
    @Needs("servicedesk.read")
    Page<IncidentList.Row> list(@PathVariable long community, @ParameterObject IncidentList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/incidents.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject IncidentList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<IncidentList.Row>>of(
            Column.text("编号", 18, IncidentList.Row::number), Column.text("种类", 10, row -> row.kind().label()), Column.text("地点", 18, IncidentList.Row::place),
            Column.text("事由", 40, IncidentList.Row::title), Column.text("牵连", 24, row -> row.reach().label), Column.count("户数", 8, IncidentList.Row::rooms),
            Column.count("来报", 8, IncidentList.Row::tickets), Column.count("告知人数", 10, IncidentList.Row::told), Column.text("主工单", 18, IncidentList.Row::mainNumber),
            Column.text("立于", 18, row -> Html.moment(row.openedAt(), clock.getZone())),
            Column.text("了结", 18, row -> row.closedAt() == null ? null : Html.moment(row.closedAt(), clock.getZone())));
        return ListSheet.of("事件", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/incidents/{id}")
    @Needs("servicedesk.read")
    IncidentList.Detail one(@PathVariable long community, @PathVariable long id) {
        return list.one(community, id);
    }

    /** Open incidents at this place or in its building, for whoever takes a report in. */
    @GetMapping("/incidents/near")
    @Needs("servicedesk.register")
    List<IncidentList.Row> near(@PathVariable long community, @RequestParam @Nullable Long room, @RequestParam @Nullable Long area) {
        return list.near(community, room, area);
    }

    /** Whom it would concern: asked before it is declared. */
    @GetMapping("/incidents/affected")
    @Needs("servicedesk.dispatch")
    List<AffectedRooms.Affected> affected(@PathVariable long community, @RequestParam long ticket, @RequestParam Reach reach) {
        return affected.counted(community, affected.of(community, ticket, reach, List.of()));
    }

    @PostMapping("/incidents")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("servicedesk.dispatch")
    Incidents.Made declare(@PathVariable long community, @Valid @RequestBody Incidents.NewIncident wanted) {
        return incidents.declare(community, wanted);
    }

    @PostMapping("/incidents/{id}/tickets")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.dispatch")
    void join(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Incidents.Joining joining) {
        incidents.join(community, id, joining);
    }

    @PostMapping("/incidents/{id}/messages")
    @Needs("servicedesk.dispatch")
    Heard tell(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Incidents.Told told) {
        return new Heard(incidents.tell(community, id, told));
    }
}
