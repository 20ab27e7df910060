package cn.anju.servicedesk.ticket;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 登记本与时限。 */
@RestController
@RequestMapping("/api/communities/{community}")
class DeskController {

    record Made(long id) {}

    record NewLimits(@NotEmpty(message = "请填时限") @Size(max = 50) List<@Valid @NotNull Limit> limits) {}

    private final ContactLog log;
    private final Limits limits;
    private final Clock clock;

    DeskController(ContactLog log, Limits limits, Clock clock) {
        this.log = log;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/desk-contacts")
    @Needs("servicedesk.read")
    Page<ContactLog.Row> contacts(@PathVariable long community, @ParameterObject ContactLog.Filter filter, @ParameterObject Paging paging) {
        return log.list(community, filter, paging);
    }

    @GetMapping("/desk-contacts.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject ContactLog.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<ContactLog.Row>>of(
            Column.text("时间", 18, row -> Html.moment(row.receivedAt(), clock.getZone())), Column.text("来源", 10, row -> row.source().label()),
            Column.text("种类", 10, row -> row.kind().label()), Column.text("房号", 14, ContactLog.Row::roomCode), Column.text("姓名", 12, ContactLog.Row::caller),
            Column.text("电话", 14, ContactLog.Row::phone), Column.text("说了什么", 50, ContactLog.Row::said), Column.text("怎么答的", 40, ContactLog.Row::answer),
            Column.text("响铃（秒）", 10, row -> row.ringSeconds() == null ? null : row.ringSeconds().toString()),
            Column.text("介绍了小区", 10, row -> row.introduced() ? "是" : null), Column.text("工单", 18, ContactLog.Row::ticketNumber),
            Column.text("登记人", 12, ContactLog.Row::madeName));
        return ListSheet.of("登记本", columns, log.list(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping("/desk-contacts")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("servicedesk.register")
    Made record(@PathVariable long community, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                @Valid @RequestBody ContactLog.NewContact contact) {
        return new Made(log.record(community, key, contact));
    }

    @GetMapping("/ticket-limits")
    @Needs("servicedesk.read")
    List<Limit> limits(@PathVariable long community) {
        return limits.list(community);
    }

    @PutMapping("/ticket-limits")
    @Needs("servicedesk.manage")
    List<Limit> set(@PathVariable long community, @Valid @RequestBody NewLimits wanted) {
        limits.set(community, wanted.limits());
        return limits.list(community);
    }
}
