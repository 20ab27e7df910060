package cn.anju.cashier.incident;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What goes wrong at the counter, and the second look at the day's register. */
@RestController
@RequestMapping("/api/communities/{community}")
class IncidentController {

    /** 登记好的一件。 */
    record Recorded(long id) {}

    /** 主管的意见。 */
    record Opinion(@NotBlank @Size(max = 300) String opinion) {}

    /** 复核哪些收款。 */
    record Rechecking(@NotEmpty @Size(max = 500) List<@NotNull Long> paymentIds) {}

    private final SuspiciousNotes notes;
    private final CounterErrors errors;
    private final Rechecks rechecks;
    private final Clock clock;

    IncidentController(SuspiciousNotes notes, CounterErrors errors, Rechecks rechecks, Clock clock) {
        this.notes = notes;
        this.errors = errors;
        this.rechecks = rechecks;
        this.clock = clock;
    }

    @GetMapping("/suspicious-notes")
    @Needs("cashier.read")
    Page<SuspiciousNotes.Row> notes(@PathVariable long community, @ParameterObject Paging paging) {
        return notes.list(community, paging);
    }

    @PostMapping("/suspicious-notes")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("cashier.receive")
    Recorded add(@PathVariable long community, @Valid @RequestBody SuspiciousNotes.Found found) {
        return new Recorded(notes.add(community, found));
    }

    @GetMapping("/suspicious-notes.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> noteSheet(@PathVariable long community, @ParameterObject Paging paging) {
        return ListSheet.of("可疑款处置单", List.of(Column.date("日期", 12, SuspiciousNotes.Row::foundOn),
            Column.text("房号", 14, SuspiciousNotes.Row::roomCode), Column.text("交款人", 14, SuspiciousNotes.Row::presentedBy),
            Column.money("面额", 12, SuspiciousNotes.Row::denomination), Column.count("张数", 8, row -> (long) row.pieces()),
            Column.text("冠字号", 24, SuspiciousNotes.Row::serials), Column.text("处置", 16, SuspiciousNotes.Row::treatmentLabel),
            Column.text("说明", 30, SuspiciousNotes.Row::remark), Column.text("登记", 12, SuspiciousNotes.Row::madeName)),
            notes.list(community, Paging.all(paging.sort())).items());
    }

    @GetMapping("/counter-errors")
    @Needs("cashier.read")
    Page<CounterErrors.Row> errors(@PathVariable long community, @ParameterObject CounterErrors.Filter filter, @ParameterObject Paging paging) {
        return errors.list(community, filter, paging);
    }

    @PostMapping("/counter-errors")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("cashier.receive")
    Recorded report(@PathVariable long community, @Valid @RequestBody CounterErrors.Report report) {
        return new Recorded(errors.report(community, report));
    }

    @PostMapping("/counter-errors/{id}/opinion")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("cashier.recheck")
    void see(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Opinion opinion) {
        errors.see(community, id, opinion.opinion());
    }

    @GetMapping("/counter-errors.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> errorSheet(@PathVariable long community, @ParameterObject CounterErrors.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("收费差错登记", List.of(Column.date("发生日期", 12, CounterErrors.Row::happenedOn),
            Column.text("差错", 14, CounterErrors.Row::kindLabel), Column.text("收据", 14, CounterErrors.Row::receiptNo),
            Column.money("金额", 12, CounterErrors.Row::amount), Column.text("原因", 30, CounterErrors.Row::cause),
            Column.text("处理", 30, CounterErrors.Row::remedy), Column.text("上报", 12, CounterErrors.Row::madeName),
            Column.text("上报时间", 18, row -> moment(row.madeAt())), Column.text("主管", 12, CounterErrors.Row::seenName),
            Column.text("意见", 30, CounterErrors.Row::opinion)), errors.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/payment-register")
    @Needs("cashier.read")
    Page<Rechecks.Row> register(@PathVariable long community, @ParameterObject Rechecks.Filter filter, @ParameterObject Paging paging) {
        return rechecks.list(community, filter, paging);
    }

    @PostMapping("/payment-register/rechecks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("cashier.recheck")
    void recheck(@PathVariable long community, @Valid @RequestBody Rechecking rechecking) {
        rechecks.recheck(community, rechecking.paymentIds());
    }

    @GetMapping("/payment-register.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> registerSheet(@PathVariable long community, @ParameterObject Rechecks.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("收费登记表", List.of(Column.text("时间", 18, row -> moment(row.paidAt())), Column.text("收据号", 14, Rechecks.Row::receiptNo),
            Column.text("房号", 14, Rechecks.Row::roomCode), Column.text("付款人", 16, Rechecks.Row::payerName),
            Column.text("项目", 30, Rechecks.Row::items), Column.money("金额", 12, Rechecks.Row::kept),
            Column.text("状态", 8, row -> row.isVoided() ? "作废" : ""), Column.text("收款人", 12, Rechecks.Row::cashierName),
            Column.text("复核人", 12, Rechecks.Row::recheckedName), Column.text("复核时间", 18, row -> moment(row.recheckedAt()))),
            rechecks.list(community, filter, Paging.all(paging.sort())).items());
    }

    private @Nullable String moment(@Nullable Instant instant) {
        return instant == null ? null : Html.moment(instant, clock.getZone());
    }
}
