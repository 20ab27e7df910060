package cn.anju.collection.contact;

import cn.anju.access.AuditTrail;
import cn.anju.collection.debt.Households;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.resident.Holdings;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 登记联系：方式、时间、答复；拒缴的上报，答应的记下分期，待办随之办结。 */
@Service
public class Contacts {

    private final JdbcClient jdbc;
    private final Households households;
    private final Holdings holdings;
    private final RefusalReasons reasons;
    private final Refusals refusals;
    private final Promises promises;
    private final Tasks tasks;
    private final AuditTrail audit;
    private final Clock clock;

    Contacts(JdbcClient jdbc, Households households, Holdings holdings, RefusalReasons reasons, Refusals refusals, Promises promises, Tasks tasks,
             AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.households = households;
        this.holdings = holdings;
        this.reasons = reasons;
        this.refusals = refusals;
        this.promises = promises;
        this.tasks = tasks;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * 登记一次联系。
     *
     * @throws Problem 400 {@code refusal-reason-missing}, {@code contact-in-future}, {@code promise-missing}; 404 {@code room-not-found};
     *     409 {@code promise-open}, {@code promise-too-much}, {@code task-ended}
     */
    @Transactional
    public long record(long community, NewContact contact) {
        var user = CurrentUser.get();
        user.require(community, "collection.contact");
        var now = clock.instant();
        var at = contact.contactedAt() == null ? now : contact.contactedAt();
        if (at.isAfter(now)) throw Problem.invalid("contact-in-future", "联系的时间不能晚于现在");
        var debt = households.of(community, contact.roomId());
        var isRefusal = contact.outcome() == Outcome.REFUSED;
        if (isRefusal) reasons.check(community, contact.refusalReason());
        if ((contact.outcome() == Outcome.PROMISED) != (contact.instalments() != null && !contact.instalments().isEmpty()))
            throw Problem.invalid("promise-missing", "答应缴的，请填哪天缴多少；没有答应的不要填");
        var id = jdbc.sql("""
            insert into collection.contact (community_id, room_id, person, way, outcome, answer, refusal_reason, overdue, contacted_at, made_by, made_name, made_at)
            values (:community, :room, :person, :way, :outcome, :answer, :reason, :overdue, :at, :by, :name, :now) returning id
            """)
            .param("community", community).param("room", contact.roomId()).param("person", person(community, contact))
            .param("way", contact.way().name()).param("outcome", contact.outcome().name()).param("answer", contact.answer().strip())
            .param("reason", isRefusal ? contact.refusalReason() : null).param("overdue", debt.overdue().yuan())
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", user.id()).param("name", user.name()).param("now", now.atOffset(ZoneOffset.UTC))
            .query(Long.class).single();
        if (contact.taskId() != null) tasks.done(community, contact.taskId(), contact.roomId(), id);   // before a promise cancels what is open
        if (isRefusal) refusals.report(community, id, debt, contact.refusalReason());
        if (contact.outcome() == Outcome.PROMISED) promises.make(community, debt, id, contact.instalments());
        audit.note("催缴联系 " + debt.roomCode(), null, contact);
        return id;
    }

    private String person(long community, NewContact contact) {
        if (contact.person() != null && !contact.person().isBlank()) return contact.person().strip();
        var owners = holdings.owners(community, contact.roomId(), LocalDate.now(clock));
        return owners.isEmpty() ? "住户" : owners.stream().map(Holdings.Owner::name).collect(Collectors.joining("、"));
    }
}
