package cn.anju.cashier.doorstep;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
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

@RestController
@RequestMapping("/api/communities/{community}")
class DoorstepController {

    /** 收到的那笔款。 */
    record Paid(@Positive long paymentId) {}

    /** 没遇上还是取消，什么情况。 */
    record Ending(boolean isMissed, @NotBlank @Size(max = 200) String outcome) {}

    /** 改派谁去。 */
    record Sent(@Positive long collectorId) {}

    /** 为什么不去了。 */
    record CalledOff(@NotBlank @Size(max = 200) String outcome) {}

    private final Doorstep doorstep;
    private final Clock clock;

    DoorstepController(Doorstep doorstep, Clock clock) {
        this.doorstep = doorstep;
        this.clock = clock;
    }

    @GetMapping("/doorstep-visits")
    @Needs("cashier.read")
    List<Doorstep.Row> list(@PathVariable long community, @RequestParam LocalDate on, @RequestParam(defaultValue = "false") boolean mine) {
        return doorstep.of(community, on, mine);
    }

    @GetMapping("/doorstep-visits.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @RequestParam LocalDate on, @RequestParam(defaultValue = "false") boolean mine) {
        return ListSheet.of("上门收费", List.of(
            Column.text("时间", 8, (Doorstep.Row row) -> row.visitAt().toString()), Column.text("房号", 14, Doorstep.Row::roomCode),
            Column.text("业主", 16, Doorstep.Row::owner), Column.text("联系", 16, Doorstep.Row::contact), Column.money("现欠", 12, Doorstep.Row::owed),
            Column.text("谁去", 12, Doorstep.Row::collectorName), Column.text("状态", 10, Doorstep.Row::stateLabel),
            Column.text("到达", 18, row -> row.arrivedAt() == null ? null : Html.moment(row.arrivedAt(), clock.getZone())),
            Column.text("迟到", 8, row -> row.isLate() ? "是" : ""), Column.text("收据", 14, Doorstep.Row::receiptNo),
            Column.text("情况", 24, Doorstep.Row::outcome)), doorstep.of(community, on, mine));
    }

    @PostMapping("/doorstep-visits")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("cashier.receive")
    Doorstep.Row plan(@PathVariable long community, @Valid @RequestBody Doorstep.Appointment wanted) {
        return doorstep.get(community, doorstep.plan(community, wanted));
    }

    /** By a supervisor for whoever collects there. */
    @PostMapping("/doorstep-visits/assigned")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("cashier.assign")
    Doorstep.Row assign(@PathVariable long community, @Valid @RequestBody Doorstep.Appointment wanted) {
        return doorstep.get(community, doorstep.plan(community, wanted));
    }

    @PostMapping("/doorstep-visits/{id}/collector")
    @Needs("cashier.assign")
    Doorstep.Row send(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Sent sent) {
        doorstep.send(community, id, sent.collectorId());
        return doorstep.get(community, id);
    }

    /** A supervisor calls it off. */
    @PostMapping("/doorstep-visits/{id}/cancellation")
    @Needs("cashier.assign")
    Doorstep.Row callOff(@PathVariable long community, @PathVariable long id, @Valid @RequestBody CalledOff why) {
        doorstep.end(community, id, false, why.outcome());
        return doorstep.get(community, id);
    }

    @PostMapping("/doorstep-visits/{id}/arrival")
    @Needs("cashier.receive")
    Doorstep.Row arrive(@PathVariable long community, @PathVariable long id) {
        doorstep.arrive(community, id);
        return doorstep.get(community, id);
    }

    @PostMapping("/doorstep-visits/{id}/payment")
    @Needs("cashier.receive")
    Doorstep.Row paid(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Paid paid) {
        doorstep.paid(community, id, paid.paymentId());
        return doorstep.get(community, id);
    }

    @PostMapping("/doorstep-visits/{id}/ending")
    @Needs("cashier.receive")
    Doorstep.Row end(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Ending ending) {
        doorstep.end(community, id, ending.isMissed(), ending.outcome());
        return doorstep.get(community, id);
    }
}
