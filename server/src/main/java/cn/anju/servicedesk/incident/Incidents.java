package cn.anju.servicedesk.incident;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.ticket.Events;
import cn.anju.servicedesk.ticket.TicketLock;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 许多人报同一件事：立一个事件，主工单派一次工，别的工单并进来，有关的人告诉一遍。 */
@Service
@Transactional
class Incidents {

    /**
     * 立一个事件。
     *
     * @param ticketId the ticket that is worked on for all of them
     * @param roomIds which rooms, with {@code reach} ROOMS
     * @param message what everybody concerned is told at once; nothing yet without it
     */
    record NewIncident(@NotNull(message = "请选主工单") Long ticketId, @NotNull(message = "请选牵连到哪里") Reach reach, @Nullable @Size(max = 2000) List<Long> roomIds,
                       @Nullable @Size(max = 200) String message) {}

    record Told(@NotBlank(message = "请写告诉大家什么") @Size(max = 200) String text) {}

    record Joining(@NotEmpty(message = "请选并进来的工单") @Size(max = 200) List<Long> ticketIds) {}

    /** @param people how many were told */
    record Made(long id, String number, long rooms, long people) {}

    private record Open(long id, String number, @Nullable String message, int messages) {}

    private final JdbcClient jdbc;
    private final TicketLock lock;
    private final NumberSeries numbers;
    private final AffectedRooms affected;
    private final IncidentMessages messages;
    private final Events events;
    private final AuditTrail audit;
    private final Clock clock;

    Incidents(JdbcClient jdbc, TicketLock lock, NumberSeries numbers, AffectedRooms affected, IncidentMessages messages, Events events, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.numbers = numbers;
        this.affected = affected;
        this.messages = messages;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * 把这张工单立成事件。
     *
     * @throws Problem 400 {@code reach-unknown}, {@code rooms-missing}; 404 {@code ticket-not-found}; 409 {@code ticket-ended},
     *     {@code in-incident}, {@code incident-exists} when an open one of this kind touches one of the rooms
     */
    Made declare(long community, NewIncident wanted) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.dispatch");
        var number = numbers.next("servicedesk", community, "SJ", LocalDate.now(clock));          // two who declare at once queue here
        var held = lock.open(community, wanted.ticketId());
        refuseSecond(community, held);
        var rooms = affected.of(community, held.id(), wanted.reach(), wanted.roomIds());
        refuseOverlap(community, held, rooms);
        var message = wanted.message() == null || wanted.message().isBlank() ? null : wanted.message().strip();
        var id = jdbc.sql("""
            insert into servicedesk.incident (community_id, number, kind, title, reach, main_ticket_id, message, messages, opened_at, opened_by, opened_name)
            values (:community, :number, :kind, :title, :reach, :ticket, :message, :messages, :now, :by, :name) returning id
            """).param("community", community).param("number", number).param("kind", held.kind().name()).param("title", held.title()).param("reach", wanted.reach().name())
            .param("ticket", held.id()).param("message", message).param("messages", message == null ? 0 : 1).param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("by", user.id()).param("name", user.name()).query(Long.class).single();
        addRooms(community, id, rooms);
        join(community, id, held.id());
        var people = messages.tell(community, id, 1, message, rooms);
        events.add(community, held.id(), Events.Kind.CHANGED, "立为事件 %s，牵连 %d 户%s".formatted(number, rooms.size(), message == null ? "" : "，已告诉 %d 人：%s".formatted(people, message)));
        audit.note("事件 " + number, null, wanted);
        return new Made(id, number, rooms.size(), people);
    }

    /** 并几张工单进来。 @throws Problem 404 {@code incident-not-found}; 409 {@code incident-closed}, {@code in-incident}, {@code order-open} */
    void join(long community, long incident, Joining joining) {
        CurrentUser.get().require(community, "servicedesk.dispatch");
        for (var ticket : joining.ticketIds().stream().distinct().sorted().toList()) {
            var held = lock.open(community, ticket);
            refuseSecond(community, held);
            jdbc.sql("select number from servicedesk.work_order where community_id = :community and ticket_id = :ticket and ended_at is null limit 1")
                .param("community", community).param("ticket", ticket).query(String.class).optional().ifPresent(order -> {
                    throw Problem.conflict("order-open", "工单 %s 还有任务单 %s 在办，先收回再并入", held.number(), order);
                });
            attach(community, incident, ticket);
        }
        audit.note("事件并入工单", null, joining);
    }

    /** 再告诉大家一次。 @return how many people. Also after it is closed: that the water is back. @throws Problem 404 {@code incident-not-found} */
    long tell(long community, long incident, Told told) {
        CurrentUser.get().require(community, "servicedesk.dispatch");
        var open = jdbc.sql("""
            update servicedesk.incident set message = :text, messages = messages + 1 where community_id = :community and id = :id returning id, number, message, messages
            """).param("community", community).param("id", incident).param("text", told.text().strip()).query(Open.class).optional().orElseThrow(Incidents::unknown);
        var rooms = jdbc.sql("select room_id from servicedesk.incident_room where community_id = :community and incident_id = :id").param("community", community)
            .param("id", incident).query(Long.class).list();
        var people = messages.tell(community, incident, open.messages(), open.message(), rooms);
        audit.note("事件 " + open.number(), null, told);
        return people;
    }

    /** One more ticket of this incident: its household is among those concerned, and hears what the others heard. */
    void attach(long community, long incident, long ticket) {
        var open = jdbc.sql("select id, number, message, messages from servicedesk.incident where community_id = :community and id = :id and closed_at is null for share")
            .param("community", community).param("id", incident).query(Open.class).optional();
        if (open.isEmpty()) throw isThere(community, incident) ? Problem.conflict("incident-closed", "这个事件已经了结，请另外登记") : unknown();
        join(community, incident, ticket);
        var room = jdbc.sql("select room_id from servicedesk.ticket where community_id = :community and id = :ticket and room_id is not null").param("community", community)
            .param("ticket", ticket).query(Long.class).list();
        addRooms(community, incident, room);
        messages.tell(community, incident, open.get().messages(), open.get().message(), room);
        events.add(community, ticket, Events.Kind.CHANGED, "并入事件 " + open.get().number());
    }

    private void join(long community, long incident, long ticket) {
        jdbc.sql("update servicedesk.ticket set incident_id = :incident where community_id = :community and id = :ticket").param("community", community)
            .param("ticket", ticket).param("incident", incident).update();
    }

    private void addRooms(long community, long incident, Collection<Long> rooms) {
        jdbc.sql("insert into servicedesk.incident_room (community_id, incident_id, room_id) select :community, :incident, r from unnest(:rooms::bigint[]) r on conflict do nothing")
            .param("community", community).param("incident", incident).param("rooms", rooms.toArray(Long[]::new)).update();
    }

    private void refuseSecond(long community, TicketLock.Held held) {
        jdbc.sql("""
            select i.number from servicedesk.ticket t join servicedesk.incident i on i.community_id = t.community_id and i.id = t.incident_id
             where t.community_id = :community and t.id = :ticket
            """).param("community", community).param("ticket", held.id()).query(String.class).optional().ifPresent(number -> {
                throw Problem.conflict("in-incident", "工单 %s 已经在事件 %s 里", held.number(), number);
            });
    }

    private void refuseOverlap(long community, TicketLock.Held held, Collection<Long> rooms) {
        jdbc.sql("""
            select i.number from servicedesk.incident i
             where i.community_id = :community and i.closed_at is null and i.kind = :kind
               and exists (select from servicedesk.incident_room r where r.community_id = i.community_id and r.incident_id = i.id and r.room_id = any (:rooms))
             order by i.id limit 1
            """).param("community", community).param("kind", held.kind().name()).param("rooms", rooms.toArray(Long[]::new)).query(String.class).optional()
            .ifPresent(number -> {
                throw Problem.conflict("incident-exists", "这些房屋里已经有事件 %s，是同一件事的请把工单并进去", number);
            });
    }

    private boolean isThere(long community, long incident) {
        return jdbc.sql("select exists (select from servicedesk.incident where community_id = :community and id = :id)").param("community", community)
            .param("id", incident).query(Boolean.class).single();
    }

    private static Problem unknown() {
        return Problem.notFound("incident-not-found", "没有这个事件");
    }
}
