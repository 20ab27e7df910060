package cn.anju.servicedesk.ticket;

import cn.anju.kernel.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 改一张工单以前先占住它：两个人同时办，后一个看得见前一个办了什么。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class TicketLock {

    /** 占住的工单。 @param reopened how often; work orders of an earlier round no longer count */
    public record Held(long id, String number, TicketKind kind, Urgency urgency, TicketState state, String title, Instant openedAt, Instant dueAt,
                       @Nullable Instant pausedAt, @Nullable Long ownerId, int reopened) {}

    private final JdbcClient jdbc;

    TicketLock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Problem 404 {@code ticket-not-found} */
    public Held any(long community, long id) {
        return jdbc.sql("""
                select id, number, kind, urgency, state, title, opened_at, due_at, paused_at, owner_id, reopened from servicedesk.ticket
                 where community_id = :community and id = :id for update
                """).param("community", community).param("id", id).query(Held.class).optional()
            .orElseThrow(() -> Problem.notFound("ticket-not-found", "没有这张工单"));
    }

    /** @throws Problem 404 {@code ticket-not-found}; 409 {@code ticket-ended} */
    public Held open(long community, long id) {
        var held = any(community, id);
        if (held.state().isEnded()) throw Problem.conflict("ticket-ended", "工单 %s 已经%s，要再办请先重开", held.number(), held.state().label());
        return held;
    }
}
