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
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 回访：办完以后问一问满不满意；回访的人不能是办的人，不满意的当场重开。 */
@Service
public class Callbacks {

    /** 怎么回访的。 */
    enum Way { PHONE, VISIT, MESSAGE }

    /** 回访的结果。 */
    public enum Outcome {
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
    private final TicketFollowers followers;
    private final AuditTrail audit;
    private final Clock clock;

    Callbacks(JdbcClient jdbc, TicketLock lock, TicketWork work, Events events, TicketFollowers followers, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.work = work;
        this.events = events;
        this.followers = followers;
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
        write(community, held, isOwner(held, user) ? "INSTANT" : "WEEK", callback.way(), callback.outcome(), opinion);
        audit.note("工单 " + held.number(), null, callback);
    }

    /**
     * 走访时当面问过满不满意：不满意的当场重开；自己办的事只记经过，还要别人来访。
     *
     * <p>Runs in the transaction of the visit. What is done or changed since then is left alone.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void visited(long community, long ticket, String person, String answer, Outcome outcome) {
        var user = CurrentUser.get();
        var held = lock.any(community, ticket);
        if (held.state() != TicketState.DONE && held.state() != TicketState.CLOSED) return;
        var said = "走访（%s）：%s".formatted(person, answer);
        if (did(community, ticket, user)) events.add(community, ticket, Events.Kind.NOTE, said);
        else write(community, held, "WEEK", Way.VISIT, outcome, said.substring(0, Math.min(said.length(), 500)));
    }

    private void write(long community, TicketLock.Held held, String stage, Way way, Outcome outcome, @Nullable String opinion) {
        var user = CurrentUser.get();
        jdbc.sql("""
            insert into servicedesk.callback (community_id, ticket_id, stage, way, outcome, opinion, made_at, made_by, made_name)
            values (:community, :ticket, :stage, :way, :outcome, :opinion, :at, :by, :name)
            """).param("community", community).param("ticket", held.id()).param("stage", stage).param("way", way.name())
            .param("outcome", outcome.name()).param("opinion", opinion).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", user.id()).param("name", user.name()).update();
        events.add(community, held.id(), Events.Kind.CALLBACK, "回访：%s%s".formatted(outcome.label, opinion == null ? "" : "。" + opinion));
        if (outcome == Outcome.DISSATISFIED) work.reopen(community, held, "回访不满意");
        else if (outcome != Outcome.UNREACHED) followers.tell(each -> each.approved(community, held));
    }

    @Transactional(readOnly = true)
    List<Callback> of(long community, long ticket) {
        return jdbc.sql("""
            select id, way, outcome, opinion, made_at, made_name from servicedesk.callback
             where community_id = :community and ticket_id = :ticket order by id
            """).param("community", community).param("ticket", ticket).query(Callback.class).list();
    }

    /** 管家访的算当场回访，别人访的算一周内的回访。 */
    private static boolean isOwner(TicketLock.Held held, CurrentUser user) {
        return held.ownerId() != null && (held.ownerId() == user.id() || held.ownerId().equals(user.deputyFor()));
    }

    /** Whether this person, or whom he stands in for, has done the work. */
    @Transactional(readOnly = true)
    boolean did(long community, long ticket, CurrentUser user) {
        return jdbc.sql("""
            select exists (select from servicedesk.work_order
                            where community_id = :community and ticket_id = :ticket and state = 'FINISHED' and technician_id in (:me, :other))
                or exists (select from servicedesk.complaint where community_id = :community and ticket_id = :ticket and handler_id in (:me, :other))
            """).param("community", community).param("ticket", ticket).param("me", user.id())
            .param("other", user.deputyFor() == null ? user.id() : user.deputyFor()).query(Boolean.class).single();
    }
}
