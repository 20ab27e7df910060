package cn.anju.servicedesk.ticket;

import cn.anju.kernel.CurrentUser;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 工单的经过：只添，不改。 */
@Component
public class Events {

    /** 经过里的一件事的种类。 */
    public enum Kind { OPENED, SAME, NOTE, ASSIGNED, CHANGED, DISPATCHED, ACCEPTED, ON_WAY, STARTED, PAUSED, RESUMED, FINISHED, RETURNED, WITHDRAWN, VOUCHER, CALLBACK, REOPENED,
                       CLOSED, CANCELLED }

    /** @param isInternal for the office only */
    record Event(long id, Kind kind, String text, boolean isInternal, @Nullable Long orderId, Instant madeAt, String madeName) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Events(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** 记一件事，随调用者的事务成立。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(long community, long ticket, Kind kind, String text) {
        add(community, ticket, kind, text, false, null);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(long community, long ticket, Kind kind, String text, boolean isInternal, @Nullable Long order) {
        var user = CurrentUser.isKnown() ? CurrentUser.get() : null;
        jdbc.sql("""
            insert into servicedesk.ticket_event (community_id, ticket_id, kind, text, is_internal, order_id, made_at, made_by, made_name)
            values (:community, :ticket, :kind, :text, :internal, :order, :at, :by, :name)
            """).param("community", community).param("ticket", ticket).param("kind", kind.name()).param("text", text).param("internal", isInternal)
            .param("order", order).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", user == null ? null : user.id())
            .param("name", user == null ? "系统" : user.name()).update();
    }

    @Transactional(readOnly = true)
    List<Event> of(long community, long ticket) {
        return jdbc.sql("""
            select id, kind, text, is_internal, order_id, made_at, made_name from servicedesk.ticket_event
             where community_id = :community and ticket_id = :ticket order by id
            """).param("community", community).param("ticket", ticket).query(Event.class).list();
    }
}
