package cn.anju.servicedesk.desk;

import cn.anju.access.Masked;
import cn.anju.billing.Bills;
import cn.anju.billing.OpenBill;
import cn.anju.estate.Room;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.ticket.ContactLog;
import cn.anju.servicedesk.ticket.TicketList;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 一户人家的全部：住着谁、欠多少、报过什么、说过什么，一次问齐。 */
@Component
@Transactional(readOnly = true)
class ReceptionStory {

    /** Somebody who has to do with the room today. @param phone masked */
    record Person(long personId, String name, String role, @Nullable String phone, @Nullable String relation, @Nullable String note) {}

    record Vehicle(String plate, @Nullable String model, @Nullable String colour) {}

    /** @param daysLate of the oldest, not above zero when nothing is late */
    record Debt(Money sum, long bills, LocalDate oldestDueOn, long daysLate) {}

    /** Another room or parking space of the same people. */
    record Other(long roomId, String roomCode, String kind) {}

    /** @param debt nothing when nothing is owed or the asker may not see bills */
    record Story(Room room, List<Person> people, List<Vehicle> vehicles, List<Other> others, @Nullable Debt debt, List<TicketList.Row> open,
                 List<TicketList.Row> past, List<ContactLog.Row> contacts) {}

    private static final int PAST = 8;

    private final JdbcClient jdbc;
    private final Rooms rooms;
    private final Bills bills;
    private final TicketList tickets;
    private final ContactLog log;
    private final Clock clock;

    ReceptionStory(JdbcClient jdbc, Rooms rooms, Bills bills, TicketList tickets, ContactLog log, Clock clock) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.bills = bills;
        this.tickets = tickets;
        this.log = log;
        this.clock = clock;
    }

    /** @throws Problem 404 {@code room-not-found} */
    Story of(long community, String code) {
        var room = rooms.byCode(community, code.strip()).orElseThrow(() -> Problem.notFound("room-not-found", "没有房号 %s，请核对", code.strip()));
        var user = CurrentUser.get();
        var mayKnow = user.may(community, "resident.read");
        return new Story(room, mayKnow ? people(community, room.id()) : List.of(), mayKnow ? vehicles(community, room.id()) : List.of(),
            mayKnow ? others(community, room.id()) : List.of(), user.may(community, "billing.read") ? debt(community, room.id()) : null,
            tickets.ofRoom(community, room.id(), true, PAST * 2), tickets.ofRoom(community, room.id(), false, PAST), log.ofRoom(community, room.id(), PAST));
    }

    private List<Person> people(long community, long room) {
        return jdbc.sql("""
            select p.id person_id, p.name, h.role, p.phone, h.relation, coalesce(h.note, p.note) note
              from resident.holding h join resident.person p on p.community_id = h.community_id and p.id = h.person_id
             where h.community_id = :community and h.room_id = :room and h.from_on <= :today and (h.to_on is null or h.to_on >= :today)
             order by array_position(array['OWNER', 'TENANT', 'FAMILY', 'AGENT'], h.role::text), h.id
            """).param("community", community).param("room", room).param("today", LocalDate.now(clock)).query(Person.class).stream()
            .map(each -> new Person(each.personId(), each.name(), each.role(), Masked.phone(each.phone()), each.relation(), each.note() == null ? null : Masked.text(each.note())))
            .toList();
    }

    private List<Vehicle> vehicles(long community, long room) {
        return jdbc.sql("select plate, model, colour from resident.vehicle where community_id = :community and room_id = :room order by plate")
            .param("community", community).param("room", room).query(Vehicle.class).list();
    }

    private List<Other> others(long community, long room) {
        return jdbc.sql("""
            select distinct r.id room_id, r.code room_code, r.kind
              from resident.holding own
              join resident.holding other on other.community_id = own.community_id and other.person_id = own.person_id and other.room_id <> own.room_id
                                         and other.from_on <= :today and (other.to_on is null or other.to_on >= :today)
              join estate.room r on r.community_id = other.community_id and r.id = other.room_id
             where own.community_id = :community and own.room_id = :room and own.from_on <= :today and (own.to_on is null or own.to_on >= :today)
             order by r.code limit 12
            """).param("community", community).param("room", room).param("today", LocalDate.now(clock)).query(Other.class).list();
    }

    private @Nullable Debt debt(long community, long room) {
        var open = bills.open(community, List.of(room));
        if (open.isEmpty()) return null;
        var oldest = open.getFirst().dueOn();
        return new Debt(Money.sum(open, OpenBill::outstanding), open.size(), oldest, ChronoUnit.DAYS.between(oldest, LocalDate.now(clock)));
    }
}
