package cn.anju.servicedesk.order;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.ticket.Events;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 上门前打电话：写明用途，看得到这张任务单上的电话；谁看过记在工单上。 */
@Service
class OrderPhones {

    record Look(@NotBlank(message = "请写明用途") @Size(min = 2, max = 200, message = "用途写 2 到 200 字") String purpose) {}

    record Seen(String phone) {}

    private record Found(long ticketId, String number, long technicianId, boolean isOpen, @Nullable String phone) {}

    private final JdbcClient jdbc;
    private final Events events;
    private final AuditTrail audit;
    private final Clock clock;

    OrderPhones(JdbcClient jdbc, Events events, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * 看电话；看之前先记下。
     *
     * @throws Problem 404 {@code order-not-found} (also another's order for who may not reveal), {@code nothing-to-reveal}; 409 {@code order-over}
     *     once his work is done
     */
    @Transactional
    Seen look(long community, long id, Look look) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.work");
        var found = jdbc.sql("""
            select o.ticket_id, o.number, o.technician_id, o.ended_at is null is_open, t.phone from servicedesk.work_order o
              join servicedesk.ticket t on t.community_id = o.community_id and t.id = o.ticket_id
             where o.community_id = :community and o.id = :id
            """).param("community", community).param("id", id).query(Found.class).optional().orElseThrow(OrderPhones::unknown);
        var isOwn = found.technicianId() == user.id() || user.deputyFor() != null && user.deputyFor() == found.technicianId();
        var mayReveal = user.may(community, "resident.reveal") && user.may(community, "servicedesk.read");
        if (!isOwn && !mayReveal) throw unknown();
        if (!found.isOpen() && !mayReveal) throw Problem.conflict("order-over", "任务单 %s 已经了了，要联系住户请找前台", found.number());
        if (found.phone() == null) throw Problem.notFound("nothing-to-reveal", "没有登记这个号码");
        jdbc.sql("""
            insert into servicedesk.phone_look (community_id, order_id, purpose, seen_at, seen_by, seen_name)
            values (:community, :order, :purpose, :at, :by, :name)
            """).param("community", community).param("order", id).param("purpose", look.purpose().strip()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("by", user.id()).param("name", user.name()).update();
        events.add(community, found.ticketId(), Events.Kind.NOTE, "看了报事人的电话：" + look.purpose().strip(), true, id);
        audit.note("任务单 " + found.number() + " 的电话", null, Map.of("purpose", look.purpose().strip()));
        return new Seen(found.phone());
    }

    private static Problem unknown() {
        return Problem.notFound("order-not-found", "没有这张任务单");
    }
}
