package cn.anju.servicedesk.field;

import cn.anju.servicedesk.order.OrderFollower;
import cn.anju.servicedesk.ticket.Events;
import cn.anju.servicedesk.ticket.TicketLock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 住户在手机上签了字、报了完工码的，这就是凭证：完工当时收回，不再要纸的；写了纸质凭证号的，等纸回来。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ElectronicVouchers implements OrderFollower {

    private record Kept(String number, long ticketId) {}

    private final JdbcClient jdbc;
    private final Events events;

    ElectronicVouchers(JdbcClient jdbc, Events events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    @Override
    public void dispatched(long community, TicketLock.Held ticket, long workOrder) {}

    @Override
    public void signed(long community, long workOrder, String who, boolean byCode, Instant at) {
        keep(community, workOrder);
    }

    @Override
    public void finished(long community, long workOrder, long technician, @Nullable String receivedBy, Instant at) {
        keep(community, workOrder);
    }

    @Override
    public void released(long community, long workOrder) {}

    private void keep(long community, long workOrder) {
        Optional<Kept> kept = jdbc.sql("""
            update servicedesk.work_order o set voucher = '电子 ' || o.number, voucher_at = greatest(o.signed_at, o.finished_at), voucher_by = s.name
              from access.staff s
             where o.community_id = :community and o.id = :id and s.id = o.technician_id and o.state = 'FINISHED' and o.signed_at is not null and o.voucher is null and o.paper_voucher is null
            returning o.number, o.ticket_id
            """).param("community", community).param("id", workOrder).query(Kept.class).optional();
        kept.ifPresent(order -> events.add(community, order.ticketId(), Events.Kind.VOUCHER, "电子凭证 %s：住户已签收".formatted(order.number()), true, workOrder));
    }
}
