package cn.anju.servicedesk.call;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 来电与值班。 */
@RestController
class CallController {

    record Reported(long id) {}

    private final Calls calls;
    private final CallList list;
    private final DeskDuty duty;
    private final RingFigures figures;
    private final Clock clock;

    CallController(Calls calls, CallList list, DeskDuty duty, RingFigures figures, Clock clock) {
        this.calls = calls;
        this.list = list;
        this.duty = duty;
        this.figures = figures;
        this.clock = clock;
    }

    /** For a phone system with a token that may {@code servicedesk.call}; the service asks for it where the community is known. */
    @PostMapping("/api/calls")
    @Needs(Needs.SIGNED_IN)
    Reported report(@Valid @RequestBody CallEvent event) {
        return new Reported(calls.report(event));
    }

    @GetMapping("/api/communities/{community}/calls")
    @Needs("servicedesk.read")
    Page<CallList.Row> list(@PathVariable long community, @ParameterObject CallList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/api/communities/{community}/calls.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject CallList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<CallList.Row>>of(
            Column.text("响铃", 18, row -> moment(row.ringAt())), Column.text("来电号码", 16, CallList.Row::number), Column.text("打到", 14, CallList.Row::line),
            Column.text("接起", 18, row -> moment(row.answeredAt())), Column.text("响了（秒）", 10, row -> row.ringSeconds() == null ? null : row.ringSeconds().toString()),
            Column.text("挂断", 18, row -> moment(row.endedAt())), Column.text("接的人", 12, CallList.Row::takenName), Column.text("房号", 14, CallList.Row::roomCode),
            Column.text("说了什么", 50, CallList.Row::said));
        return ListSheet.of("来电", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/api/communities/{community}/calls/live")
    @Needs("servicedesk.register")
    List<CallList.Live> live(@PathVariable long community) {
        return list.live(community);
    }

    @PostMapping("/api/communities/{community}/calls/{id}/answer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.register")
    void take(@PathVariable long community, @PathVariable long id) {
        calls.take(community, id);
    }

    @GetMapping("/api/communities/{community}/ring-figures")
    @Needs("servicedesk.read")
    List<RingFigures.Day> figures(@PathVariable long community, @RequestParam @Nullable LocalDate from, @RequestParam @Nullable LocalDate to) {
        return figures.of(community, from, to);
    }

    @GetMapping("/api/communities/{community}/desk-duties")
    @Needs("servicedesk.read")
    Page<DeskDuty.Row> duties(@PathVariable long community, @ParameterObject DeskDuty.Filter filter, @ParameterObject Paging paging) {
        return duty.list(community, filter, paging);
    }

    @GetMapping("/api/communities/{community}/desk-duties.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> dutySheet(@PathVariable long community, @ParameterObject DeskDuty.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<DeskDuty.Row>>of(Column.text("值班人", 14, DeskDuty.Row::staffName), Column.text("上岗", 18, row -> moment(row.fromAt())),
            Column.text("离岗", 18, row -> moment(row.toAt())));
        return ListSheet.of("前台值班", columns, duty.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/api/communities/{community}/desk-duties/now")
    @Needs("servicedesk.read")
    List<DeskDuty.Row> onDuty(@PathVariable long community) {
        return duty.now(community);
    }

    @PostMapping("/api/communities/{community}/desk-duties")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.register")
    void begin(@PathVariable long community) {
        duty.begin(community);
    }

    @DeleteMapping("/api/communities/{community}/desk-duties/now")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.register")
    void end(@PathVariable long community) {
        duty.end(community);
    }

    private @Nullable String moment(@Nullable Instant at) {
        return at == null ? null : Html.moment(at, clock.getZone());
    }
}
