package cn.anju.servicedesk.ticket;

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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 工单。 */
@RestController
@RequestMapping("/api/communities/{community}")
class TicketController {

    private final Tickets tickets;
    private final TicketWork work;
    private final TicketPauses pauses;
    private final Callbacks callbacks;
    private final TicketList list;
    private final SimilarTickets similar;
    private final Clock clock;

    TicketController(Tickets tickets, TicketWork work, TicketPauses pauses, Callbacks callbacks, TicketList list, SimilarTickets similar, Clock clock) {
        this.tickets = tickets;
        this.work = work;
        this.pauses = pauses;
        this.callbacks = callbacks;
        this.list = list;
        this.similar = similar;
        this.clock = clock;
    }

    @GetMapping("/tickets")
    @Needs("servicedesk.read")
    Page<TicketList.Row> list(@PathVariable long community, @ParameterObject TicketList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/tickets.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject TicketList.Filter filter, @ParameterObject Paging paging) {
        var zone = clock.getZone();
        var columns = List.<Column<TicketList.Row>>of(
            Column.text("编号", 18, TicketList.Row::number), Column.text("种类", 10, row -> row.kind().label()), Column.text("来源", 10, row -> row.source().label()),
            Column.text("缓急", 8, row -> row.urgency().label()), Column.text("地点", 18, TicketList.Row::where), Column.text("事由", 40, TicketList.Row::title),
            Column.text("报事人", 12, TicketList.Row::reporter), Column.text("电话", 14, TicketList.Row::phone),
            Column.text("登记", 18, row -> Html.moment(row.openedAt(), zone)), Column.text("期限", 18, row -> Html.moment(row.dueAt(), zone)),
            Column.text("办完", 18, row -> row.doneAt() == null ? null : Html.moment(row.doneAt(), zone)), Column.text("状态", 12, row -> row.state().label()),
            Column.text("超时", 8, row -> row.isLate() ? "超时" : null), Column.text("负责人", 12, TicketList.Row::owner));
        return ListSheet.of("工单", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/tickets/{id}")
    @Needs("servicedesk.read")
    TicketList.Detail one(@PathVariable long community, @PathVariable long id) {
        return list.one(community, id);
    }

    /** What is under way at the same place. */
    @GetMapping("/tickets/same-place")
    @Needs("servicedesk.register")
    List<TicketList.Row> same(@PathVariable long community, @RequestParam @Nullable Long room, @RequestParam @Nullable Long area) {
        return list.open(community, room, area);
    }

    /** The names of equipment used before, the latest first. */
    @GetMapping("/tickets/equipment")
    @Needs("servicedesk.register")
    List<String> equipment(@PathVariable long community) {
        return list.equipment(community);
    }

    /** What may be the same thing, asked while it is being typed. */
    @GetMapping("/tickets/similar")
    @Needs("servicedesk.register")
    List<SimilarTickets.Similar> similar(@PathVariable long community, @ParameterObject SimilarTickets.Typed typed) {
        return similar.to(community, typed);
    }

    @PostMapping("/tickets")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("servicedesk.register")
    Tickets.Opened open(@PathVariable long community, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                        @Valid @RequestBody NewTicket ticket) {
        return tickets.open(community, key, ticket);
    }

    @PostMapping("/tickets/{id}/notes")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.read")
    void note(@PathVariable long community, @PathVariable long id, @Valid @RequestBody TicketWork.Note note) {
        work.note(community, id, note);
    }

    @PutMapping("/tickets/{id}/owner")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.dispatch")
    void assign(@PathVariable long community, @PathVariable long id, @Valid @RequestBody TicketWork.Assignment assignment) {
        work.assign(community, id, assignment);
    }

    @PostMapping("/tickets/{id}/closing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.close")
    void close(@PathVariable long community, @PathVariable long id, @Valid @RequestBody TicketWork.Closing closing) {
        work.close(community, id, closing);
    }

    @PostMapping("/tickets/{id}/cancellation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.close")
    void cancel(@PathVariable long community, @PathVariable long id, @Valid @RequestBody TicketWork.Reason reason) {
        work.cancel(community, id, reason);
    }

    @PostMapping("/tickets/{id}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.dispatch")
    void pause(@PathVariable long community, @PathVariable long id, @Valid @RequestBody TicketPauses.Pause pause) {
        pauses.pause(community, id, pause);
    }

    @PostMapping("/tickets/{id}/resumption")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.dispatch")
    void resume(@PathVariable long community, @PathVariable long id) {
        pauses.resume(community, id);
    }

    @PostMapping("/tickets/{id}/reopening")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.dispatch")
    void reopen(@PathVariable long community, @PathVariable long id, @Valid @RequestBody TicketWork.Reason reason) {
        work.reopen(community, id, reason);
    }

    @PostMapping("/tickets/{id}/callbacks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.callback")
    void callBack(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Callbacks.NewCallback callback) {
        callbacks.record(community, id, callback);
    }
}
