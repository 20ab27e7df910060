package cn.anju.servicedesk.ticket;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Html;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 还没派工的工单，前台在等业主、等料，可以停下：期限不走；接着办时剩多少还是多少。派了工的，在任务单上停。 */
@Service
@Transactional
class TicketPauses {

    /** 为什么停。 */
    enum Reason {
        OWNER("等业主"),
        PART("等材料"),
        WEATHER("天气"),
        OTHER("其他");

        final String label;

        Reason(String label) {
            this.label = label;
        }
    }

    record Pause(@NotNull(message = "请选为什么停") Reason reason, @Nullable @Size(max = 200, message = "最多 200 字") String note) {}

    private record Paused(@Nullable Reason pauseReason, OffsetDateTime acceptDueAt, boolean isAccepted) {}

    private final JdbcClient jdbc;
    private final TicketLock lock;
    private final Limits limits;
    private final Events events;
    private final AuditTrail audit;
    private final Clock clock;

    TicketPauses(JdbcClient jdbc, TicketLock lock, Limits limits, Events events, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.limits = limits;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** 停下。 @throws Problem 400 {@code pause-reason-missing}; 404 {@code ticket-not-found}; 409 {@code ticket-ended}, {@code ticket-not-waiting} */
    void pause(long community, long id, Pause pause) {
        CurrentUser.get().require(community, "servicedesk.dispatch");
        var held = lock.open(community, id);
        var note = Places.text(pause.note());
        if (pause.reason() == Reason.OTHER && note == null) throw Problem.invalid("pause-reason-missing", "请写明为什么停下");
        if (held.state() != TicketState.OPEN) throw Problem.conflict("ticket-not-waiting", held.state() == TicketState.PAUSED ? "工单 %s 已经停着了"
            : held.state() == TicketState.DONE ? "工单 %s 已经办完，等回访，不用停" : "工单 %s 派了工，要停请在任务单上停", held.number());
        jdbc.sql("update servicedesk.ticket set state = 'PAUSED', paused_at = :now, pause_reason = :reason where community_id = :community and id = :id")
            .param("community", community).param("id", id).param("now", at(clock.instant())).param("reason", pause.reason().name()).update();
        events.add(community, id, Events.Kind.PAUSED, "暂停（%s）%s".formatted(pause.reason().label, note == null ? "" : "：" + note));
        audit.note("工单 " + held.number(), null, pause);
    }

    /** 接着办。 @throws Problem 404 {@code ticket-not-found}; 409 {@code ticket-ended}, {@code ticket-not-paused} */
    void resume(long community, long id) {
        CurrentUser.get().require(community, "servicedesk.dispatch");
        var held = lock.open(community, id);
        var paused = read(community, id);
        if (paused.pauseReason() == null) throw Problem.conflict("ticket-not-paused",
            held.state() == TicketState.PAUSED ? "工单 %s 是任务单停下的，请在任务单上接着干" : "工单 %s 没有停着", held.number());
        var due = resumed(community, held, held.dueAt(), clock.instant());
        jdbc.sql("update servicedesk.ticket set state = 'OPEN', paused_at = null, pause_reason = null, due_at = :due where community_id = :community and id = :id")
            .param("community", community).param("id", id).param("due", at(due)).update();
        moveAccept(community, held, paused, clock.instant());
        var promise = movePromise(community, held, clock.instant());
        events.add(community, id, Events.Kind.RESUMED, "接着办，期限到 " + Html.moment(due, clock.getZone()) + (promise == null ? "" : "；答应的上门时间顺延到 %s，请告诉住户".formatted(Html.moment(promise, clock.getZone()))));
        audit.note("工单 " + held.number() + " 接着办", null, null);
    }

    /** 停着的派了工，停就到头了。 */
    void ended(long community, TicketLock.Held held, Instant when) {
        var paused = read(community, held.id());
        if (paused.pauseReason() == null) return;
        moveAccept(community, held, paused, when);
        var promise = movePromise(community, held, when);
        if (promise != null) events.add(community, held.id(), Events.Kind.CHANGED, "停过，答应的上门时间顺延到 %s，请告诉住户".formatted(Html.moment(promise, clock.getZone())));
        jdbc.sql("update servicedesk.ticket set pause_reason = null where community_id = :community and id = :id").param("community", community).param("id", held.id()).update();
    }

    private Paused read(long community, long id) {
        return jdbc.sql("select pause_reason, accept_due_at, accepted_at is not null is_accepted from servicedesk.ticket where community_id = :community and id = :id")
            .param("community", community).param("id", id).query(Paused.class).single();
    }

    /** Nobody could take it on while it stood still. */
    private void moveAccept(long community, TicketLock.Held held, Paused paused, Instant when) {
        if (paused.isAccepted()) return;
        jdbc.sql("update servicedesk.ticket set accept_due_at = :due where community_id = :community and id = :id").param("community", community).param("id", held.id())
            .param("due", at(resumed(community, held, paused.acceptDueAt().toInstant(), when))).update();
    }

    /** A promise that was still to be kept when the ticket was stopped moves on by as long as it stood still: the household waits by the clock, not by office hours. */
    private @Nullable Instant movePromise(long community, TicketLock.Held held, Instant when) {
        return jdbc.sql("""
            update servicedesk.ticket set promised_at = promised_at + (:when - :paused) where community_id = :community and id = :id and promised_at >= :paused returning promised_at
            """).param("community", community).param("id", held.id()).param("when", at(when)).param("paused", at(held.pausedAt()))
            .query((row, i) -> row.getObject(1, OffsetDateTime.class).toInstant()).optional().orElse(null);
    }

    private Instant resumed(long community, TicketLock.Held held, Instant due, Instant when) {
        return limits.resumed(community, limits.of(community, held.kind(), held.urgency()), due, held.pausedAt(), when);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
