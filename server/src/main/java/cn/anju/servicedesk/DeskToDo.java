package cn.anju.servicedesk;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.ToDoSource;
import cn.anju.servicedesk.calendar.SpecialDays;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 办理里等着这个人的：超时的工单、没接的任务单、等着回话的住户。 */
@Component
class DeskToDo implements ToDoSource {

    private record Counts(long lateTickets, long lateOrders, long waiting, long toTell, long asked, long askedLate, long toConfirm) {}

    private final JdbcClient jdbc;
    private final SpecialDays days;
    private final Clock clock;

    DeskToDo(JdbcClient jdbc, SpecialDays days, Clock clock) {
        this.jdbc = jdbc;
        this.days = days;
        this.clock = clock;
    }

    @Override
    public List<Waiting> waiting(long community, CurrentUser user) {
        if (!user.may(community, "servicedesk.work") && !user.may(community, "servicedesk.read")) return List.of();
        var counts = jdbc.sql("""
            select (select count(*) from servicedesk.ticket where community_id = :community and closed_at is null and state in ('OPEN', 'WORKING')
                       and (due_at < :now or state = 'OPEN' and accepted_at is null and accept_due_at < :now)) late_tickets,
                   (select count(*) from servicedesk.work_order o join servicedesk.ticket t on t.community_id = o.community_id and t.id = o.ticket_id
                     where o.community_id = :community and o.ended_at is null and o.technician_id = :me and o.state <> 'PAUSED' and t.due_at < :now) late_orders,
                   (select count(*) from servicedesk.work_order where community_id = :community and technician_id = :me and ended_at is null and state = 'DISPATCHED') waiting,
                   (select count(*) from servicedesk.busy_call c join servicedesk.ticket t on t.community_id = c.community_id and t.id = c.ticket_id
                     where c.community_id = :community and c.told_at is null and t.closed_at is null) to_tell,
                   (select count(*) from servicedesk.assistance where community_id = :community and state = 'SENT' and staff_id = :me) asked,
                   (select count(*) from servicedesk.assistance where community_id = :community and state = 'SENT' and due_at < :now and (staff_id = :me or sent_by = :me)) asked_late,
                   (select count(*) from servicedesk.assistance where community_id = :community and state = 'ANSWERED' and sent_by = :me) to_confirm
            """).param("community", community).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("me", user.id()).query(Counts.class).single();
        var all = new ArrayList<Waiting>();
        if (counts.lateTickets() > 0 && user.may(community, "servicedesk.read")) all.add(new Waiting("%d 张工单超时".formatted(counts.lateTickets()), "tickets?late=true&open=true", true));
        if (counts.lateOrders() > 0) all.add(new Waiting("%d 张任务单超时".formatted(counts.lateOrders()), "work-orders?late=true&open=true", true));
        if (counts.waiting() > 0) all.add(new Waiting("%d 张任务单等您接".formatted(counts.waiting()), "work-orders?state=DISPATCHED", false));
        if (counts.toTell() > 0 && user.may(community, "servicedesk.dispatch")) all.add(new Waiting("%d 户等回话：维修工来不了".formatted(counts.toTell()), "tickets?open=true", true));
        if (counts.asked() > 0) all.add(new Waiting("%d 张协办单等您答复".formatted(counts.asked()), "assistance?mine=true&state=SENT", false));
        if (counts.askedLate() > 0) all.add(new Waiting("%d 张协办单过了答复时间".formatted(counts.askedLate()), "assistance?late=true", true));
        if (counts.toConfirm() > 0) all.add(new Waiting("%d 张协办单等您确认".formatted(counts.toConfirm()), "assistance?state=ANSWERED", false));
        if (user.may(community, "servicedesk.manage") && days.isNextMissing(community)) all.add(new Waiting("明年的节假日安排还没有，请照通知录上", "special-days", false));
        return all;
    }
}
