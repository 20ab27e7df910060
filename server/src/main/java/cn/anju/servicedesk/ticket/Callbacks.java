package cn.anju.servicedesk.ticket;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 回访：办完以后问一问满不满意；回访的人不能是办的人，不满意的当场重开。 */
@Service
public class Callbacks {

    /** 怎么回访的。 */
    enum Way { PHONE, VISIT, MESSAGE }

    /** 回访的结果。 */
    enum Outcome {
        SATISFIED("满意"),
        FAIR("基本满意"),
        DISSATISFIED("不满意"),
        UNREACHED("没联系上");

        final String label;

        Outcome(String label) {
            this.label = label;
        }
    }

    record NewCallback(@NotNull(message = "请选方式") Way way, @NotNull(message = "请选结果") Outcome outcome, @Nullable @Size(max = 500) String opinion) {}

    record Callback(long id, Way way, Outcome outcome, @Nullable String opinion, Instant madeAt, String madeName) {}

    private final JdbcClient jdbc;
    private final TicketLock lock;
    private final TicketWork work;
    private final Events events;
    private final AuditTrail audit;
    private final Clock clock;

    Callbacks(JdbcClient jdbc, TicketLock lock, TicketWork work, Events events, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.work = work;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * 记一次回访。
     *
     * @throws Problem 400 {@code opinion-missing} for a dissatisfied household; 404 {@code ticket-not-found}; 409 {@code ticket-not-done},
     *     {@code own-work} when the caller did the work
     */
    @Transactional
    void record(long community, long ticket, NewCallback callback) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.callback");
        var held = lock.any(community, ticket);
        if (held.state() != TicketState.DONE && held.state() != TicketState.CLOSED)
            throw Problem.conflict("ticket-not-done", "工单 %s 还没办完，办完再回访", held.number());
        if (did(community, ticket, user)) throw Problem.conflict("own-work", "自己办的事，请另一位同事回访");
        var opinion = Places.text(callback.opinion());
        if (callback.outcome() == Outcome.DISSATISFIED && opinion == null) throw Problem.invalid("opinion-missing", "不满意的，请写下哪里不满意");
        jdbc.sql("""
            insert into servicedesk.callback (community_id, ticket_id, way, outcome, opinion, made_at, made_by, made_name)
            values (:community, :ticket, :way, :outcome, :opinion, :at, :by, :name)
            """).param("community", community).param("ticket", ticket).param("way", callback.way().name()).param("outcome", callback.outcome().name())
            .param("opinion", opinion).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", user.id()).param("name", user.name()).update();
        events.add(community, ticket, Events.Kind.CALLBACK, "回访：%s%s".formatted(callback.outcome().label, opinion == null ? "" : "。" + opinion));
        if (callback.outcome() == Outcome.DISSATISFIED) work.reopen(community, held, "回访不满意");
        audit.note("工单 " + held.number(), null, callback);
    }

    @Transactional(readOnly = true)
    List<Callback> of(long community, long ticket) {
        return jdbc.sql("""
            select id, way, outcome, opinion, made_at, made_name from servicedesk.callback
             where community_id = :community and ticket_id = :ticket order by id
            """).param("community", community).param("ticket", ticket).query(Callback.class).list();
    }

    private boolean did(long community, long ticket, CurrentUser user) {
        return jdbc.sql("""
            select exists (select from servicedesk.work_order
                            where community_id = :community and ticket_id = :ticket and state = 'FINISHED' and technician_id in (:me, :other))
            """).param("community", community).param("ticket", ticket).param("me", user.id())
            .param("other", user.deputyFor() == null ? user.id() : user.deputyFor()).query(Boolean.class).single();
    }
}
