package cn.anju.servicedesk.incident;

import cn.anju.kernel.Problem;
import cn.anju.servicedesk.ticket.Events;
import cn.anju.servicedesk.ticket.NewTicket;
import cn.anju.servicedesk.ticket.Responsibility;
import cn.anju.servicedesk.ticket.TicketFollower;
import cn.anju.servicedesk.ticket.TicketLock;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 事件里的工单：只有主工单派工；主工单办结，别的等回访，回访过的办结。 */
@Component
class IncidentFollower implements TicketFollower {

    private record Part(long id, String number, long mainTicketId, String mainNumber, @Nullable OffsetDateTime closedAt, @Nullable String conclusion,
                        @Nullable Responsibility responsibility) {}

    private record Child(long id, boolean isApproved, boolean hasNobodyToCall) {}

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Events events;
    private final Clock clock;

    IncidentFollower(JdbcClient jdbc, Incidents incidents, Events events, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void reported(long community, long ticket, NewTicket said) {
        if (said.incidentId() != null) incidents.attach(community, said.incidentId(), ticket);
    }

    @Override
    public void dispatching(long community, TicketLock.Held held) {
        var part = partOf(community, held.id()).filter(each -> each.closedAt() == null);
        if (part.isEmpty()) return;
        if (part.get().mainTicketId() != held.id())
            throw Problem.conflict("incident-part", "工单 %s 在事件 %s 里，派工都在主工单 %s 上", held.number(), part.get().number(), part.get().mainNumber());
        jdbc.sql("select number from servicedesk.work_order where community_id = :community and ticket_id = :ticket and ended_at is null limit 1")
            .param("community", community).param("ticket", held.id()).query(String.class).optional().ifPresent(order -> {
                throw Problem.conflict("incident-dispatched", "事件 %s 已经派了任务单 %s，不用再派", part.get().number(), order);
            });
    }

    @Override
    public void cancelling(long community, TicketLock.Held held) {
        partOf(community, held.id()).filter(each -> each.mainTicketId() == held.id() && each.closedAt() == null).ifPresent(each -> {
            throw Problem.conflict("incident-main", "工单 %s 是事件 %s 的主工单，还有人等着，不能作废", held.number(), each.number());
        });
    }

    /** 主工单办结：回访过、满意的跟着办结，其余的等回访。 */
    @Override
    public void closed(long community, TicketLock.Held held, Responsibility responsibility, String conclusion) {
        var part = partOf(community, held.id()).filter(each -> each.mainTicketId() == held.id() && each.closedAt() == null);
        if (part.isEmpty()) return;
        jdbc.sql("update servicedesk.incident set closed_at = :now where community_id = :community and id = :id").param("community", community)
            .param("id", part.get().id()).param("now", now()).update();
        for (var child : children(community, part.get())) {
            var isOver = child.isApproved() || child.hasNobodyToCall();
            finish(community, child.id(), isOver, responsibility, conclusion);
            events.add(community, child.id(), isOver ? Events.Kind.CLOSED : Events.Kind.FINISHED,
                isOver ? "随事件 %s 办结：%s".formatted(part.get().number(), conclusion) : "事件 %s 已办好：%s。等回访".formatted(part.get().number(), conclusion));
        }
    }

    @Override
    public void reopened(long community, long ticket) {
        jdbc.sql("update servicedesk.incident set closed_at = null where community_id = :community and main_ticket_id = :ticket and closed_at is not null")
            .param("community", community).param("ticket", ticket).update();
    }

    /** 事件已经了结，这一户也说好了：办结。 */
    @Override
    public void approved(long community, TicketLock.Held held) {
        var part = partOf(community, held.id()).filter(each -> each.mainTicketId() != held.id() && each.closedAt() != null && each.conclusion() != null);
        if (part.isEmpty() || held.state().isEnded()) return;
        finish(community, held.id(), true, part.get().responsibility() == null ? Responsibility.OURS : part.get().responsibility(), part.get().conclusion());
        events.add(community, held.id(), Events.Kind.CLOSED, "回访过，随事件 %s 办结".formatted(part.get().number()));
    }

    private void finish(long community, long ticket, boolean isOver, Responsibility responsibility, String conclusion) {
        jdbc.sql("""
            update servicedesk.ticket
               set state = case when :over then 'CLOSED' else 'DONE' end, paused_at = null, pause_reason = null, accepted_at = coalesce(accepted_at, :now), done_at = coalesce(done_at, :now),
                   closed_at = case when :over then cast(:now as timestamptz) end, responsibility = case when :over then :responsibility end,
                   conclusion = case when :over then :conclusion end
             where community_id = :community and id = :id
            """).param("community", community).param("id", ticket).param("over", isOver).param("now", now()).param("responsibility", responsibility.name())
            .param("conclusion", conclusion).update();
    }

    private List<Child> children(long community, Part part) {
        return jdbc.sql("""
            select t.id, t.phone is null has_nobody_to_call,
                   exists (select from servicedesk.callback c where c.community_id = t.community_id and c.ticket_id = t.id and c.outcome in ('SATISFIED', 'FAIR')) is_approved
              from servicedesk.ticket t
             where t.community_id = :community and t.incident_id = :incident and t.id <> :main and t.closed_at is null
             order by t.id for update
            """).param("community", community).param("incident", part.id()).param("main", part.mainTicketId()).query(Child.class).list();
    }

    private Optional<Part> partOf(long community, long ticket) {
        return jdbc.sql("""
            select i.id, i.number, i.main_ticket_id, m.number main_number, i.closed_at, m.conclusion, m.responsibility
              from servicedesk.ticket t
              join servicedesk.incident i on i.community_id = t.community_id and i.id = t.incident_id
              join servicedesk.ticket m on m.community_id = i.community_id and m.id = i.main_ticket_id
             where t.community_id = :community and t.id = :ticket
            """).param("community", community).param("ticket", ticket).query(Part.class).optional();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
