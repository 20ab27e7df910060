package cn.anju.servicedesk.order;

import cn.anju.notification.Message;
import cn.anju.notification.Messages;
import cn.anju.notification.SendGuard;
import cn.anju.notification.Topic;
import cn.anju.notification.Variable;
import cn.anju.servicedesk.ServiceDeskSettings;
import cn.anju.servicedesk.ticket.Events;
import cn.anju.servicedesk.ticket.Urgency;
import cn.anju.setting.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 派了工告诉报修的住户：谁来、几时到，修好了把完工码告诉师傅；单子收回了就不再发。 */
@Component
class VisitMessages implements SendGuard {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("M月d日 HH:mm");

    /** @param person who reported it, found by his number among the people of the room */
    private record Visit(String number, long ticketId, String title, Urgency urgency, long roomId, String roomCode, @Nullable Long person, String technician, String code,
                         @Nullable Instant arriveBy) {}

    private final JdbcClient jdbc;
    private final Messages messages;
    private final Settings settings;
    private final Events events;
    private final Clock clock;

    VisitMessages(JdbcClient jdbc, Messages messages, Settings settings, Events events, Clock clock) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** Nobody is told of work in a public area, or of what staff saw on a round. */
    @Transactional(propagation = Propagation.MANDATORY)
    void tell(long community, long order) {
        if (!settings.get(community, ServiceDeskSettings.TELLS_VISIT)) return;
        find(community, order).ifPresent(visit -> {
            if (visit.person() == null) {
                events.add(community, visit.ticketId(), Events.Kind.NOTE, "没有发消息：报修的电话不在 %s 的住户档案里，完工码请口头告诉".formatted(visit.roomCode()), true, order);
                return;
            }
            var time = visit.arriveBy() == null ? null : MOMENT.format(visit.arriveBy().atZone(clock.getZone()));
            var variables = new EnumMap<Variable, String>(Variable.class);
            variables.put(Variable.ROOM, visit.roomCode());
            variables.put(Variable.NUMBER, visit.number());
            variables.put(Variable.MATTER, visit.title());
            variables.put(Variable.STAFF, visit.technician());
            variables.put(Variable.TIME, time == null ? "约定的时间" : time);
            variables.put(Variable.CODE, visit.code());
            messages.queue(community, new Message(null, visit.person(), visit.roomId(), Topic.WORK, "您报的「%s」已派%s上门%s。办好以后请把完工码 %s 告诉他；任务单 %s。".formatted(
                visit.title(), visit.technician(), time == null ? "" : "，" + time + " 前到", visit.code(), visit.number()), subjectType(), order, "work-order-" + order, variables,
                visit.urgency() == Urgency.URGENT));
        });
    }

    @Override
    public String subjectType() {
        return "work-order";
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<String> reasonNotToSend(long community, long order) {
        return jdbc.sql("select state from servicedesk.work_order where community_id = :community and id = :id").param("community", community).param("id", order).query(String.class)
            .optional().flatMap(state -> switch (state) {
                case "CANCELLED" -> Optional.of("任务单已经收回");
                case "RETURNED" -> Optional.of("任务单已经退回");
                case "FINISHED" -> Optional.of("已经办完");
                default -> Optional.empty();
            });
    }

    private Optional<Visit> find(long community, long order) {
        return jdbc.sql("""
            select o.number, t.id ticket_id, t.title, t.urgency, r.id room_id, r.code room_code, s.name technician, o.sign_code code, coalesce(o.arrive_by, t.wished_to, t.wished_from) arrive_by,
                   (select h.person_id from resident.holding h join resident.person p on p.community_id = h.community_id and p.id = h.person_id
                     where h.community_id = t.community_id and h.room_id = t.room_id and h.from_on <= :today and (h.to_on is null or h.to_on >= :today)
                       and (p.phone = d.phone or exists (select from resident.contact c where c.community_id = p.community_id and c.person_id = p.id and c.phone = d.phone))
                     order by p.phone = d.phone desc nulls last, h.id desc limit 1) person
              from servicedesk.work_order o
              join servicedesk.ticket t on t.community_id = o.community_id and t.id = o.ticket_id
              join estate.room r on r.community_id = t.community_id and r.id = t.room_id
              join access.staff s on s.id = o.technician_id
             cross join lateral (select regexp_replace(t.phone, '[^0-9]', '', 'g') phone) d
             where o.community_id = :community and o.id = :order and t.phone is not null
            """).param("community", community).param("order", order).param("today", LocalDate.now(clock)).query(Visit.class).optional();
    }
}
