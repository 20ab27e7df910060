package cn.anju.servicedesk.order;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.ticket.Events;
import cn.anju.servicedesk.ticket.TicketLock;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 维修工来不了：前台几时问过他、几时给住户回了话，两个时间都留着。 */
@Service
@Transactional
class BusyCalls {

    /** @param reason what he said: busy until when, or why he cannot come */
    record Busy(@NotNull(message = "请选问了谁") Long technicianId, @NotBlank(message = "请写他怎么说") @Size(max = 200) String reason) {}

    /** @param promisedAt when somebody comes now */
    record Told(@NotBlank(message = "请写怎么回的") @Size(max = 200) String told, @Nullable Instant promisedAt) {}

    record Call(long id, @Nullable Long orderId, String technician, String reason, Instant askedAt, String askedName, @Nullable Instant toldAt, @Nullable String toldName,
                @Nullable String told) {}

    private final JdbcClient jdbc;
    private final TicketLock lock;
    private final Events events;
    private final AuditTrail audit;
    private final Clock clock;

    BusyCalls(JdbcClient jdbc, TicketLock lock, Events events, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** 问过了，他来不了。 @throws Problem 404 {@code ticket-not-found}, {@code staff-not-found}; 409 {@code ticket-ended} */
    long busy(long community, long ticket, Busy busy) {
        CurrentUser.get().require(community, "servicedesk.dispatch");
        var held = lock.open(community, ticket);
        var name = jdbc.sql("select name from access.staff where id = :id and is_active").param("id", busy.technicianId()).query(String.class).optional()
            .orElseThrow(() -> Problem.notFound("staff-not-found", "没有这位同事，或已离职"));
        var id = add(community, ticket, null, busy.technicianId(), busy.reason().strip());
        events.add(community, ticket, Events.Kind.NOTE, "问过%s，来不了：%s".formatted(name, busy.reason().strip()), true, null);
        audit.note("工单 " + held.number(), null, busy);
        return id;
    }

    /** 他把任务单退回来了：等于问过了。 */
    @Transactional(propagation = Propagation.MANDATORY)
    void returned(long community, long ticket, long order, long technician, String reason) {
        add(community, ticket, order, technician, reason);
    }

    /** 给住户回了话。 @throws Problem 404 {@code busy-call-not-found}; 409 {@code already-told} */
    void told(long community, long ticket, long id, Told told) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.dispatch");
        var held = lock.any(community, ticket);
        var isTold = jdbc.sql("select told_at is not null from servicedesk.busy_call where community_id = :community and ticket_id = :ticket and id = :id")
            .param("community", community).param("ticket", ticket).param("id", id).query(Boolean.class).optional()
            .orElseThrow(() -> Problem.notFound("busy-call-not-found", "没有这一条"));
        if (isTold) throw Problem.conflict("already-told", "这一条已经给住户回过话了");
        jdbc.sql("update servicedesk.busy_call set told_at = :at, told_by = :by, told_name = :name, told = :told where community_id = :community and id = :id")
            .param("community", community).param("id", id).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", user.id()).param("name", user.name())
            .param("told", told.told().strip()).update();
        if (told.promisedAt() != null)
            jdbc.sql("update servicedesk.ticket set promised_at = :at where community_id = :community and id = :ticket").param("community", community).param("ticket", ticket)
                .param("at", told.promisedAt().atOffset(ZoneOffset.UTC)).update();
        events.add(community, ticket, Events.Kind.NOTE, "已回复住户：" + told.told().strip(), false, null);
        audit.note("工单 " + held.number(), null, told);
    }

    @Transactional(readOnly = true)
    List<Call> of(long community, long ticket) {
        return jdbc.sql("""
            select c.id, c.order_id, s.name technician, c.reason, c.asked_at, c.asked_name, c.told_at, c.told_name, c.told
              from servicedesk.busy_call c join access.staff s on s.id = c.technician_id
             where c.community_id = :community and c.ticket_id = :ticket order by c.id
            """).param("community", community).param("ticket", ticket).query(Call.class).list();
    }

    private long add(long community, long ticket, @Nullable Long order, long technician, String reason) {
        var user = CurrentUser.get();
        return jdbc.sql("""
            insert into servicedesk.busy_call (community_id, ticket_id, order_id, technician_id, reason, asked_at, asked_by, asked_name)
            values (:community, :ticket, :order, :technician, :reason, :at, :by, :name) returning id
            """).param("community", community).param("ticket", ticket).param("order", order).param("technician", technician).param("reason", reason)
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", user.id()).param("name", user.name()).query(Long.class).single();
    }
}
