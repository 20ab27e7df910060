package cn.anju.servicedesk.field;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.ticket.TicketLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 派给我的任务单；别人的当作没有。 */
@Component
class OwnOrders {

    record Own(long id, String number, long ticketId, long technicianId, boolean isEnded, @Nullable String signCode, @Nullable String signedBy) {}

    private final JdbcClient jdbc;
    private final TicketLock tickets;

    OwnOrders(JdbcClient jdbc, TicketLock tickets) {
        this.jdbc = jdbc;
        this.tickets = tickets;
    }

    /** 占住：工单先，任务单后，和别处一样。 @throws Problem 404 {@code order-not-found} */
    @Transactional(propagation = Propagation.MANDATORY)
    Own hold(long community, long id) {
        tickets.any(community, look(community, id, "").ticketId());
        return look(community, id, " for update");
    }

    /** @throws Problem 404 {@code order-not-found} */
    Own look(long community, long id, String lock) {
        var user = CurrentUser.get();
        return jdbc.sql("""
            select id, number, ticket_id, technician_id, ended_at is not null is_ended, sign_code, signed_by from servicedesk.work_order
             where community_id = :community and id = :id and technician_id in (:me, :other)
            """ + lock).param("community", community).param("id", id).param("me", user.id()).param("other", user.deputyFor() == null ? user.id() : user.deputyFor())
            .query(Own.class).optional().orElseThrow(() -> Problem.notFound("order-not-found", "没有这张任务单"));
    }
}
