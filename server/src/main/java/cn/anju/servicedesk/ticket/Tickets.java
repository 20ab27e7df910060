package cn.anju.servicedesk.ticket;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 登记一件事：写登记本，开工单，定期限，交给该管的人；同一件事再来说的，记在原来的工单上。 */
@Service
public class Tickets {

    /** 登记的结果。 @param isNew false when an open ticket was about the same thing already */
    public record Opened(long id, String number, Instant dueAt, boolean isNew) {}

    private final JdbcClient jdbc;
    private final Places places;
    private final Limits limits;
    private final NumberSeries numbers;
    private final ContactLog log;
    private final Events events;
    private final TicketLock lock;
    private final TicketIndex index;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    Tickets(JdbcClient jdbc, Places places, Limits limits, NumberSeries numbers, ContactLog log, Events events, TicketLock lock, TicketIndex index, Notices notices,
            AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.places = places;
        this.limits = limits;
        this.numbers = numbers;
        this.log = log;
        this.events = events;
        this.lock = lock;
        this.index = index;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * 登记。
     *
     * @throws Problem 400 {@code ticket-place}, {@code reporter-missing}, {@code wished-time-missing}, {@code wished-time-order},
     *     {@code contact-in-future}; 404 {@code room-not-found}, {@code area-not-found}; 409 {@code ticket-ended} when {@code sameAs} is no longer open
     */
    @Transactional
    public Opened open(long community, NewTicket ticket) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.register");
        places.check(community, ticket);
        check(ticket);
        if (ticket.sameAs() != null) return same(community, ticket, ticket.sameAs());
        var now = clock.instant();
        var limit = limits.of(community, ticket.kind(), ticket.urgency());
        var due = limits.finishBy(community, limit, now);
        var owner = ticket.roomId() == null ? null : places.steward(community, ticket.roomId()).orElse(null);
        var number = numbers.next(community, ticket.kind().prefix(), LocalDate.now(clock));
        var id = jdbc.sql("""
            insert into servicedesk.ticket (community_id, number, kind, source, urgency, room_id, common_area_id, place, title, detail, reporter, phone, wished_from,
                                            wished_to, promised_at, read_back_at, owner_id, accept_due_at, due_at, opened_at, opened_by, opened_name)
            values (:community, :number, :kind, :source, :urgency, :room, :area, :place, :title, :detail, :reporter, :phone, :wishedFrom,
                    :wishedTo, :promised, :readBack, :owner, :acceptDue, :due, :now, :by, :name) returning id
            """).param("community", community).param("number", number).param("kind", ticket.kind().name()).param("source", ticket.source().name())
            .param("urgency", ticket.urgency().name()).param("room", ticket.roomId()).param("area", ticket.commonAreaId()).param("place", Places.text(ticket.place()))
            .param("title", ticket.title().strip()).param("detail", Places.text(ticket.detail())).param("reporter", reporter(ticket, user))
            .param("phone", Places.text(ticket.phone())).param("wishedFrom", at(ticket.wishedFrom())).param("wishedTo", at(ticket.wishedTo()))
            .param("promised", at(ticket.promisedAt())).param("readBack", ticket.readBack() ? at(now) : null).param("owner", owner)
            .param("acceptDue", at(limits.acceptBy(community, limit, now))).param("due", at(due)).param("now", at(now)).param("by", user.id())
            .param("name", user.name()).query(Long.class).single();
        log.write(community, ticket, id);
        events.add(community, id, Events.Kind.OPENED, "%s登记：%s".formatted(ticket.source().label(), ticket.title().strip()));
        index.put(community, id);
        tell(community, ticket, id, number, owner);
        audit.note("工单 " + number, null, ticket);
        return new Opened(id, number, due, true);
    }

    private Opened same(long community, NewTicket ticket, long id) {
        var found = lock.open(community, id);
        log.write(community, ticket, id);
        events.add(community, id, Events.Kind.SAME, "又有人%s说同一件事：%s".formatted(ticket.source().label(), ticket.title().strip()));
        audit.note("工单 " + found.number(), null, ticket);
        return new Opened(id, found.number(), found.dueAt(), false);
    }

    private static void check(NewTicket ticket) {
        var isHousehold = ticket.source().isResident() && ticket.roomId() != null;
        if (isHousehold && (Places.text(ticket.reporter()) == null || Places.text(ticket.phone()) == null))
            throw Problem.invalid("reporter-missing", "住户来说的事，请记下姓名和电话，好回话");
        if (isHousehold && ticket.kind() == TicketKind.REPAIR && ticket.wishedFrom() == null)
            throw Problem.invalid("wished-time-missing", "住户报修，请问好希望几时上门");
        if (ticket.wishedTo() != null && (ticket.wishedFrom() == null || ticket.wishedTo().isBefore(ticket.wishedFrom())))
            throw Problem.invalid("wished-time-order", "希望上门的时间，止不能早于起");
    }

    /** 投诉和负面信息马上告诉管家和主管；别的告诉管家。 */
    private void tell(long community, NewTicket ticket, long id, String number, @Nullable Long owner) {
        var notice = new Notice("servicedesk", "%s %s：%s".formatted(ticket.kind().label(), number, ticket.title().strip()), null, "tickets/" + id, "ticket:" + id);
        if (owner != null) notices.tell(community, List.of(owner), notice);
        if (ticket.kind() == TicketKind.COMPLAINT || ticket.kind() == TicketKind.NEGATIVE || ticket.urgency() == Urgency.URGENT)
            notices.tellRole(community, "cs_supervisor", notice);
    }

    private static @Nullable String reporter(NewTicket ticket, CurrentUser user) {
        var named = Places.text(ticket.reporter());
        return named == null && !ticket.source().isResident() ? user.name() : named;
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
