package cn.anju.servicedesk.ticket;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
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

    private record Colleague(long id, String name) {}

    private final JdbcClient jdbc;
    private final DeskRequests requests;
    private final Callers callers;
    private final Places places;
    private final Limits limits;
    private final NumberSeries numbers;
    private final ContactLog log;
    private final Events events;
    private final TicketLock lock;
    private final TicketIndex index;
    private final TicketFollowers followers;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    Tickets(JdbcClient jdbc, DeskRequests requests, Callers callers, Places places, Limits limits, NumberSeries numbers, ContactLog log, Events events, TicketLock lock,
            TicketIndex index, TicketFollowers followers, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.callers = callers;
        this.places = places;
        this.limits = limits;
        this.numbers = numbers;
        this.log = log;
        this.events = events;
        this.lock = lock;
        this.index = index;
        this.followers = followers;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * 登记。
     *
     * @param key the same key is the same request, see {@link DeskRequests}
     * @throws Problem 400 {@code ticket-place}, {@code contact-in-future} and those of {@link TicketRules}; 404 {@code room-not-found},
     *     {@code area-not-found}, {@code person-not-found}, {@code colleague-not-found}; 409 {@code ticket-ended} when {@code sameAs} is no longer open
     */
    @Transactional
    public Opened open(long community, @Nullable String key, NewTicket wanted) {
        CurrentUser.get().require(community, "servicedesk.register");
        return requests.isNew(community, key, wanted) ? register(community, key, wanted) : earlier(community, key);
    }

    /** 同事在手机上报的，没有网络时记下、有了网再传；几时看到的照手机说的，不晚于现在。 @throws Problem as {@link #open} */
    @Transactional
    public Opened report(long community, String key, NewTicket wanted) {
        CurrentUser.get().require(community, "servicedesk.report");
        if (!requests.isNew(community, key, wanted)) return earlier(community, key);
        return register(community, key, wanted.receivedBy(clock.instant()));
    }

    private Opened register(long community, @Nullable String key, NewTicket wanted) {
        var user = CurrentUser.get();
        var ticket = wanted.by(callers.of(community, wanted.personId(), wanted.callId(), new Callers.Caller(wanted.reporter(), wanted.phone(), wanted.ringSeconds())));
        places.check(community, ticket);
        TicketRules.check(ticket);
        var colleague = ticket.source().isColleague() ? colleague(community, ticket.reportedBy(), user) : null;
        if (ticket.sameAs() != null) return same(community, key, ticket, ticket.sameAs());
        var now = clock.instant();
        var limit = limits.of(community, ticket.kind(), ticket.urgency());
        var due = limits.finishBy(community, limit, now);
        var owner = ticket.roomId() == null ? null : places.steward(community, ticket.roomId()).orElse(null);
        var number = numbers.next("servicedesk", community, ticket.kind().prefix(), LocalDate.now(clock));
        var id = jdbc.sql("""
            insert into servicedesk.ticket (community_id, number, kind, source, urgency, room_id, common_area_id, place, equipment, title, detail,
                                            person_id, reporter, phone, wished_from, wished_to, promised_at, read_back_at, referral, referral_phone,
                                            owner_id, accept_due_at, due_at, opened_at, opened_by, opened_name, reported_by, reported_name)
            values (:community, :number, :kind, :source, :urgency, :room, :area, :place, :equipment, :title, :detail,
                    :person, :reporter, :phone, :wishedFrom, :wishedTo, :promised, :readBack, :referral, :referralPhone,
                    :owner, :acceptDue, :due, :now, :by, :name, :reportedBy, :reportedName) returning id
            """).param("community", community).param("number", number).param("kind", ticket.kind().name()).param("source", ticket.source().name())
            .param("urgency", ticket.urgency().name()).param("room", ticket.roomId()).param("area", ticket.commonAreaId()).param("place", ticket.place())
            .param("equipment", ticket.equipment()).param("title", ticket.title()).param("detail", ticket.detail()).param("person", ticket.personId())
            .param("reporter", reporter(ticket, colleague, user)).param("reportedBy", colleague == null ? null : colleague.id())
            .param("reportedName", colleague == null ? null : colleague.name()).param("referral", ticket.referral()).param("referralPhone", ticket.referralPhone())
            .param("phone", ticket.phone()).param("wishedFrom", at(ticket.wishedFrom())).param("wishedTo", at(ticket.wishedTo()))
            .param("promised", at(ticket.promisedAt())).param("readBack", ticket.readBack() ? at(now) : null).param("owner", owner)
            .param("acceptDue", at(limits.acceptBy(community, limit, now))).param("due", at(due)).param("now", at(now)).param("by", user.id())
            .param("name", user.name()).query(Long.class).single();
        log.write(community, key, ticket, id);
        events.add(community, id, Events.Kind.OPENED, "%s登记：%s%s".formatted(ticket.source().label(), ticket.title(),
            colleague == null || colleague.id() == user.id() ? "" : "（%s报的）".formatted(colleague.name())));
        index.put(community, id);
        followers.tell(each -> {
            each.opened(community, id);
            each.reported(community, id, ticket);
        });
        if (ticket.isOurs() && ticket.incidentId() == null) tell(community, ticket, id, number, owner);
        else if (!ticket.isOurs()) sendOn(community, ticket, id, now);
        audit.note("工单 " + number, null, ticket);
        return new Opened(id, number, due, true);
    }

    /** 不归物业管的：告诉对方找谁，当场了结。 */
    private void sendOn(long community, NewTicket ticket, long id, Instant now) {
        jdbc.sql("""
            update servicedesk.ticket set state = 'CLOSED', responsibility = :responsibility, conclusion = :referral, accepted_at = :now, done_at = :now, closed_at = :now
             where community_id = :community and id = :id
            """).param("community", community).param("id", id).param("responsibility", ticket.responsibility().name()).param("referral", ticket.referral())
            .param("now", at(now)).update();
        events.add(community, id, Events.Kind.CLOSED, "责任在%s，已告知：%s%s".formatted(ticket.responsibility().label(), ticket.referral(),
            ticket.referralPhone() == null ? "" : "。电话 " + ticket.referralPhone()));
    }

    /** What the same request was answered before. */
    private Opened earlier(long community, String key) {
        return jdbc.sql("""
            select t.id, t.number, t.due_at,
                   not exists (select from servicedesk.contact b where b.community_id = c.community_id and b.ticket_id = c.ticket_id and b.id < c.id) is_new
              from servicedesk.contact c join servicedesk.ticket t on t.community_id = c.community_id and t.id = c.ticket_id
             where c.community_id = :community and c.request_key = :key
            """).param("community", community).param("key", key).query(Opened.class).single();
    }

    private Opened same(long community, @Nullable String key, NewTicket ticket, long id) {
        var found = lock.open(community, id);
        log.write(community, key, ticket, id);
        events.add(community, id, Events.Kind.SAME, "又有人%s说同一件事：%s".formatted(ticket.source().label(), ticket.title()));
        audit.note("工单 " + found.number(), null, ticket);
        return new Opened(id, found.number(), found.dueAt(), false);
    }

    /** 投诉和负面信息马上告诉管家和主管；别的告诉管家。 */
    private void tell(long community, NewTicket ticket, long id, String number, @Nullable Long owner) {
        var notice = new Notice("servicedesk", "%s %s：%s".formatted(ticket.kind().label(), number, ticket.title()), null, "tickets/" + id, "ticket:" + id);
        if (owner != null) notices.tell(community, List.of(owner), notice);
        if (ticket.kind() == TicketKind.COMPLAINT || ticket.kind() == TicketKind.NEGATIVE || ticket.urgency() == Urgency.URGENT)
            notices.tellRole(community, "cs_supervisor", notice);
    }

    /** @throws Problem 404 {@code colleague-not-found} */
    private Colleague colleague(long community, @Nullable Long id, CurrentUser user) {
        if (id == null || id == user.id()) return new Colleague(user.id(), user.name());
        return jdbc.sql("""
            select s.id, s.name from access.staff s
             where s.id = :id and s.is_active and exists (select from access.role_grant g where g.staff_id = s.id and (g.community_id is null or g.community_id = :community)
                                                             and g.from_on <= :today and (g.to_on is null or g.to_on >= :today))
            """).param("id", id).param("community", community).param("today", LocalDate.now(clock)).query(Colleague.class).optional()
            .orElseThrow(() -> Problem.notFound("colleague-not-found", "本小区没有这位同事，或已离职"));
    }

    private static @Nullable String reporter(NewTicket ticket, @Nullable Colleague colleague, CurrentUser user) {
        if (ticket.reporter() != null || ticket.source().isResident()) return ticket.reporter();
        return colleague == null ? user.name() : colleague.name();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
