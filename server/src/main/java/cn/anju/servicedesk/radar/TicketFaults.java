package cn.anju.servicedesk.radar;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.ticket.Events;
import cn.anju.servicedesk.ticket.TicketLock;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 工单上认出的毛病：看得见，认错了前台、主管改正，屡修照改正的数。 */
@Service
@Transactional
class TicketFaults {

    record Choice(FaultKind fault, String label) {}

    /**
     * 这张工单是哪一类毛病。
     *
     * @param fault nothing for a ticket that is about no fault
     * @param times how often the same at the same place in the ninety days up to it, itself included; nothing when it is not counted
     */
    record Shown(@Nullable FaultKind fault, @Nullable String label, @Nullable Long times, @Nullable Instant correctedAt, @Nullable String correctedName, boolean mayCorrect,
                 List<Choice> choices) {}

    record Correction(@NotNull(message = "请选是哪一类毛病") FaultKind fault) {}

    private record Row(String fault, long times, @Nullable Instant correctedAt, @Nullable String correctedName) {}

    private static final List<Choice> CHOICES = Arrays.stream(FaultKind.values()).map(each -> new Choice(each, each.label)).toList();

    private final JdbcClient jdbc;
    private final TicketLock lock;
    private final FaultRadar radar;
    private final Events events;
    private final AuditTrail audit;

    TicketFaults(JdbcClient jdbc, TicketLock lock, FaultRadar radar, Events events, AuditTrail audit) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.radar = radar;
        this.events = events;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    Shown of(long community, long ticket) {
        var row = jdbc.sql("""
            select f.fault, f.corrected_at, f.corrected_name,
                   (select count(*) from servicedesk.fault e where e.community_id = f.community_id and e.place_key = f.place_key and e.fault = f.fault and e.ticket_id <= f.ticket_id
                       and (e.happened_at at time zone 'Asia/Shanghai')::date >= (f.happened_at at time zone 'Asia/Shanghai')::date - :days) times
              from servicedesk.fault f where f.community_id = :community and f.ticket_id = :ticket
            """).param("community", community).param("ticket", ticket).param("days", FaultRadar.DAYS).query(Row.class).optional();
        var mayCorrect = CurrentUser.get().may(community, "servicedesk.dispatch");
        return row.map(each -> {
            var fault = FaultKind.read(each.fault());
            return new Shown(fault, fault.label, fault == FaultKind.OTHER ? null : each.times(), each.correctedAt(), each.correctedName(), mayCorrect, CHOICES);
        }).orElseGet(() -> new Shown(null, null, null, null, null, false, List.of()));
    }

    /** 改正。 @throws Problem 404 {@code ticket-not-found}; 409 {@code not-a-fault}, {@code fault-same} */
    void correct(long community, long ticket, Correction correction) {
        CurrentUser.get().require(community, "servicedesk.dispatch");
        var held = lock.any(community, ticket);
        var was = of(community, ticket).fault();
        if (was == null) throw Problem.conflict("not-a-fault", "%s %s 不是报修、投诉，不认毛病", held.kind().label(), held.number());
        if (was == correction.fault()) throw Problem.conflict("fault-same", "工单 %s 的毛病已经是%s了", held.number(), was.label);
        radar.corrected(community, ticket, correction.fault());
        events.add(community, ticket, Events.Kind.CHANGED, "毛病由%s改为%s".formatted(was.label, correction.fault().label), true, null);
        audit.note("工单 " + held.number() + " 的毛病", new Correction(was), correction);
    }
}
