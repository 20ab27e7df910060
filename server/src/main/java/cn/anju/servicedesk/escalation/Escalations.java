package cn.anju.servicedesk.escalation;

import cn.anju.access.StaffAccess;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.servicedesk.Overdue;
import cn.anju.servicedesk.ticket.DueMoves;
import cn.anju.servicedesk.ticket.Events;
import cn.anju.servicedesk.ticket.Limits;
import cn.anju.servicedesk.ticket.TicketIndex;
import cn.anju.servicedesk.ticket.TicketKind;
import cn.anju.servicedesk.ticket.TicketState;
import cn.anju.servicedesk.ticket.Urgency;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 到了梯子的一级就告诉该知道的人：暂停时不走，办完就停，每级只一次。 */
@Service
class Escalations {

    /** 工单上看得到的一级。 @param at nothing while the clock stands still or the step no longer counts */
    record Step(int step, String when, String who, List<String> names, @Nullable Instant at, @Nullable Instant firedAt, @Nullable String told) {}

    record Ladder(boolean isPaused, boolean isOver, List<Step> steps) {}

    /** @param awaitedAt when somebody was promised to come, as long as nobody has set out */
    private record Ticket(long id, String number, TicketKind kind, Urgency urgency, TicketState state, String title, @Nullable Long ownerId, Instant acceptDueAt,
                          Instant dueAt, @Nullable Instant acceptedAt, @Nullable Instant awaitedAt, int reopened) {

        boolean isRunning() {
            return state == TicketState.OPEN || state == TicketState.WORKING;
        }

        @Nullable Instant at(Rung rung, DueMoves moves) {
            if (!isRunning()) return null;
            return switch (rung.basis()) {
                case ACCEPT -> acceptedAt != null ? null : moves.moved(kind, urgency, acceptDueAt, rung.minutes());
                case FINISH -> moves.moved(kind, urgency, dueAt, rung.minutes());
                case ARRIVE -> awaitedAt == null ? null : awaitedAt.plus(Duration.ofMinutes(rung.minutes()));
            };
        }
    }

    private record Fired(int step, Instant firedAt, String told) {}

    private record Person(long id, String name) {}

    private static final String TICKET = """
        select t.id, t.number, t.kind, t.urgency, t.state, t.title, t.owner_id, t.accept_due_at, t.due_at, t.accepted_at, case when %s then t.promised_at end awaited_at, t.reopened
          from servicedesk.ticket t where t.community_id = :community
        """.formatted(Overdue.NOBODY_CAME);

    private final JdbcClient jdbc;
    private final Ladders ladders;
    private final Limits limits;
    private final StaffAccess staff;
    private final Events events;
    private final Notices notices;
    private final TicketIndex index;
    private final Clock clock;

    Escalations(JdbcClient jdbc, Ladders ladders, Limits limits, StaffAccess staff, Events events, Notices notices, TicketIndex index, Clock clock) {
        this.jdbc = jdbc;
        this.ladders = ladders;
        this.limits = limits;
        this.staff = staff;
        this.events = events;
        this.notices = notices;
        this.index = index;
        this.clock = clock;
    }

    /** 这张工单的梯子：告诉过的和还没到的。 @throws Problem 404 {@code ticket-not-found} */
    @Transactional(readOnly = true)
    Ladder of(long community, long id) {
        var ticket = jdbc.sql(TICKET + " and t.id = :id").param("community", community).param("id", id).query(Ticket.class).optional()
            .orElseThrow(() -> Problem.notFound("ticket-not-found", "没有这张工单"));
        var fired = fired(community, ticket).stream().collect(Collectors.toMap(Fired::step, each -> each));
        var moves = limits.moves(community);
        // Where nothing was promised, or somebody has come, there is no hour to keep.
        var steps = rungs(community, ticket).stream().filter(rung -> rung.basis() != Rung.Basis.ARRIVE || ticket.awaitedAt() != null || fired.containsKey(rung.step())).map(rung -> {
            var told = fired.get(rung.step());
            return new Step(rung.step(), rung.when(), rung.tells().label, people(community, ticket, rung).stream().map(Person::name).toList(),
                told == null ? ticket.at(rung, moves) : null, told == null ? null : told.firedAt(), told == null ? null : told.told());
        }).toList();
        return new Ladder(ticket.state() == TicketState.PAUSED, !ticket.isRunning() && ticket.state() != TicketState.PAUSED, steps);
    }

    /** 到了的都告诉；再走一遍、两台一起走，都不会多告诉一次。 */
    @Transactional
    void fire(long community) {
        var now = clock.instant();
        var all = ladders.list(community);
        var moves = limits.moves(community);
        for (var seen : running(community)) {
            if (due(seen, all, moves, now).isEmpty()) continue;
            var ticket = jdbc.sql(TICKET + " and t.id = :id for update of t").param("community", community).param("id", seen.id()).query(Ticket.class).single();
            for (var rung : due(ticket, all, moves, now)) tell(community, ticket, rung, ticket.at(rung, moves), now);
        }
        mark(community, at(now));
    }

    private List<Rung> due(Ticket ticket, List<Rung> all, DueMoves moves, Instant now) {
        return all.stream().filter(rung -> rung.kind() == ticket.kind() && rung.urgency() == ticket.urgency()).filter(rung -> {
            var at = ticket.at(rung, moves);
            return at != null && !at.isAfter(now);
        }).toList();
    }

    private void tell(long community, Ticket ticket, Rung rung, @Nullable Instant due, Instant now) {
        var people = people(community, ticket, rung);
        var names = people.isEmpty() ? "没有人任" + rung.tells().label : people.stream().map(Person::name).collect(Collectors.joining("、"));
        var isFirst = jdbc.sql("""
            insert into servicedesk.escalation (community_id, ticket_id, round, step, due_at, fired_at, told)
            values (:community, :ticket, :round, :step, :due, :now, :told) on conflict do nothing
            """).param("community", community).param("ticket", ticket.id()).param("round", ticket.reopened()).param("step", rung.step()).param("due", at(due))
            .param("now", at(now)).param("told", names).update() == 1;
        if (!isFirst) return;
        events.add(community, ticket.id(), Events.Kind.CHANGED, "%s，已告诉%s（%s）".formatted(rung.when(), rung.tells().label, names), true, null);
        notices.tell(community, people.stream().map(Person::id).toList(), new Notice("servicedesk", "%s %s：%s".formatted(ticket.number(), rung.when(), ticket.title()),
            "第 %d 级提醒，请看一下办到哪里了".formatted(rung.step()), "tickets/" + ticket.id(), "escalation:%d:%d:%d".formatted(ticket.id(), ticket.reopened(), rung.step())));
    }

    /** What the search shows as late, and no longer. */
    private void mark(long community, OffsetDateTime now) {
        var changed = jdbc.sql("""
            with late as (select t.id from servicedesk.ticket t where t.community_id = :community and t.closed_at is null and %s),
                 gone as (delete from servicedesk.late_mark where community_id = :community and ticket_id not in (select id from late) returning ticket_id),
                 come as (insert into servicedesk.late_mark (community_id, ticket_id) select :community, id from late on conflict do nothing returning ticket_id)
            select ticket_id from gone union all select ticket_id from come
            """.formatted(Overdue.OPEN_TICKET)).param("community", community).param("now", now).query(Long.class).list();
        changed.forEach(ticket -> index.put(community, ticket));
    }

    private List<Ticket> running(long community) {
        return jdbc.sql(TICKET + " and t.closed_at is null and t.state in ('OPEN', 'WORKING') order by t.id").param("community", community).query(Ticket.class).list();
    }

    private List<Fired> fired(long community, Ticket ticket) {
        return jdbc.sql("select step, fired_at, told from servicedesk.escalation where community_id = :community and ticket_id = :ticket and round = :round")
            .param("community", community).param("ticket", ticket.id()).param("round", ticket.reopened()).query(Fired.class).list();
    }

    private List<Rung> rungs(long community, Ticket ticket) {
        return ladders.list(community).stream().filter(rung -> rung.kind() == ticket.kind() && rung.urgency() == ticket.urgency()).toList();
    }

    /** Without an owner his superior is told instead. */
    private List<Person> people(long community, Ticket ticket, Rung rung) {
        var roles = rung.tells() == Rung.Tells.OWNER ? Rung.Tells.SUPERVISOR.roles : rung.tells().roles;
        var ids = rung.tells() == Rung.Tells.OWNER && ticket.ownerId() != null ? List.of(ticket.ownerId())
            : roles.stream().flatMap(role -> staff.inRole(community, role).stream()).distinct().toList();
        return jdbc.sql("select id, name from access.staff where id = any (:ids) order by id").param("ids", ids.toArray(Long[]::new)).query(Person.class).list();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
