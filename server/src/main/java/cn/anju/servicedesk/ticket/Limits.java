package cn.anju.servicedesk.ticket;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.calendar.WorkCalendars;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 时限：按种类和急缓；小区没有自己定的，照程序带的。 */
@Service
@Transactional(readOnly = true)
public class Limits {

    /** 一天的工作时间，默认 8:10 到 17:30。 */
    private static final int DAY = 560;

    private final JdbcClient jdbc;
    private final WorkCalendars calendars;
    private final AuditTrail audit;

    Limits(JdbcClient jdbc, WorkCalendars calendars, AuditTrail audit) {
        this.jdbc = jdbc;
        this.calendars = calendars;
        this.audit = audit;
    }

    /** 每种每级一行。 */
    List<Limit> list(long community) {
        var own = jdbc.sql("select kind, urgency, accept_minutes, finish_minutes, day_and_night from servicedesk.time_limit where community_id = :community")
            .param("community", community).query(Limit.class).list();
        var all = new ArrayList<Limit>();
        for (var kind : TicketKind.values())
            for (var urgency : Urgency.values())
                all.add(own.stream().filter(each -> each.kind() == kind && each.urgency() == urgency).findFirst().orElseGet(() -> usual(kind, urgency)));
        return all;
    }

    /** 改几种的时限；以后登记的照新的。 @throws Problem 400 {@code limit-order} when something must be done before it is taken on */
    @Transactional
    void set(long community, List<Limit> limits) {
        CurrentUser.get().require(community, "servicedesk.manage");
        for (var limit : limits) {
            if (limit.finishMinutes() < limit.acceptMinutes())
                throw Problem.invalid("limit-order", "%s（%s）：办完的时限不能短于接单的时限", limit.kind().label(), limit.urgency().label());
            jdbc.sql("""
                insert into servicedesk.time_limit (community_id, kind, urgency, accept_minutes, finish_minutes, day_and_night)
                values (:community, :kind, :urgency, :accept, :finish, :always)
                on conflict (community_id, kind, urgency) do update
                   set accept_minutes = excluded.accept_minutes, finish_minutes = excluded.finish_minutes, day_and_night = excluded.day_and_night
                """).param("community", community).param("kind", limit.kind().name()).param("urgency", limit.urgency().name())
                .param("accept", limit.acceptMinutes()).param("finish", limit.finishMinutes()).param("always", limit.dayAndNight()).update();
        }
        audit.note("服务台时限", null, limits);
    }

    /** 这种事从这时起，几时要有人接。 */
    Instant acceptBy(long community, Limit limit, Instant from) {
        return after(community, limit, from, Duration.ofMinutes(limit.acceptMinutes()));
    }

    /** 这种事从这时起，几时要办完。 */
    Instant finishBy(long community, Limit limit, Instant from) {
        return after(community, limit, from, Duration.ofMinutes(limit.finishMinutes()));
    }

    /** 停了一段以后的期限：停的时候还剩多少，接着办时还是多少；停以前就过了期的照旧过期。 */
    Instant resumed(long community, Limit limit, Instant due, Instant pausedAt, Instant resumedAt) {
        if (!pausedAt.isBefore(due)) return due;
        var left = limit.dayAndNight() ? Duration.between(pausedAt, due) : calendars.of(community).between(pausedAt, due);
        return after(community, limit, resumedAt, left);
    }

    /** 照这个小区现在的时限与日历，数期限的前后。 */
    public DueMoves moves(long community) {
        return new DueMoves(list(community), calendars.of(community));
    }

    Limit of(long community, TicketKind kind, Urgency urgency) {
        return list(community).stream().filter(each -> each.kind() == kind && each.urgency() == urgency).findFirst().orElseThrow();
    }

    private Instant after(long community, Limit limit, Instant from, Duration time) {
        return limit.dayAndNight() ? from.plus(time) : calendars.of(community).after(from, time);
    }

    /** 急修不分昼夜；投诉一般二十四小时内办结；其余一个工作日，计划的七个。 */
    private static Limit usual(TicketKind kind, Urgency urgency) {
        return switch (urgency) {
            case URGENT -> new Limit(kind, urgency, 15, 240, true);
            case NORMAL -> switch (kind) {
                case COMPLAINT, NEGATIVE -> withinADay(kind, urgency);
                case REPAIR, DISPUTE -> new Limit(kind, urgency, 30, DAY, false);
                case ENQUIRY, SUGGESTION, ERRAND, PAID_SERVICE, PRAISE -> new Limit(kind, urgency, 60, DAY, false);
            };
            case PLANNED -> switch (kind) {
                case COMPLAINT, NEGATIVE -> withinADay(kind, urgency);
                default -> new Limit(kind, urgency, DAY, 7 * DAY, false);
            };
        };
    }

    /** However little hurry there seems to be. */
    private static Limit withinADay(TicketKind kind, Urgency urgency) {
        return new Limit(kind, urgency, 30, 24 * 60, true);
    }
}
