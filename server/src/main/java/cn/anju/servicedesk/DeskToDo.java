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

/** 办理里等着这个人的：超时的工单、没接的任务单、等着回话的住户；每个数点开就是那几张。 */
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
        if (!user.may(community, "servicedesk.assist") && !user.may(community, "servicedesk.read")) return List.of();
        var holder = user.deputyFor() == null ? user.id() : user.deputyFor();
        var counts = jdbc.sql("""
            select (select count(*) from servicedesk.ticket t where t.community_id = :community and t.closed_at is null and %s) late_tickets,
                   (select count(*) from servicedesk.work_order o join servicedesk.ticket t on t.community_id = o.community_id and t.id = o.ticket_id
                     where o.community_id = :community and o.technician_id = :holder and %s) late_orders,
                   (select count(*) from servicedesk.work_order where community_id = :community and technician_id = :holder and ended_at is null and state = 'DISPATCHED') waiting,
                   (select count(distinct t.id) from servicedesk.busy_call c join servicedesk.ticket t on t.community_id = c.community_id and t.id = c.ticket_id
                     where c.community_id = :community and c.told_at is null and t.closed_at is null) to_tell,
                   (select count(*) from servicedesk.assistance where community_id = :community and state = 'SENT' and staff_id = :me) asked,
                   (select count(*) from servicedesk.assistance where community_id = :community and state = 'SENT' and due_at < :now and (staff_id = :me or sent_by = :me)) asked_late,
                   (select count(*) from servicedesk.assistance where community_id = :community and state = 'ANSWERED' and sent_by = :me) to_confirm
            """.formatted(Overdue.OPEN_TICKET, Overdue.OPEN_ORDER)).param("community", community).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("me", user.id())
            .param("holder", holder).query(Counts.class).single();
        var all = new ArrayList<Waiting>();
        if (counts.lateTickets() > 0 && user.may(community, "servicedesk.read")) all.add(new Waiting("%d 张工单超时".formatted(counts.lateTickets()), "tickets?overdue=true", true));
        if (counts.lateOrders() > 0) all.add(new Waiting("%d 张任务单超时".formatted(counts.lateOrders()), "work-orders?late=true&open=true&technician=" + holder, true));
        if (counts.waiting() > 0) all.add(new Waiting("%d 张任务单等您接".formatted(counts.waiting()), "work-orders?state=DISPATCHED&technician=" + holder, false));
        if (counts.toTell() > 0 && user.may(community, "servicedesk.dispatch")) all.add(new Waiting("%d 户等回话：维修工来不了".formatted(counts.toTell()), "tickets?toTell=true", true));
        if (counts.asked() > 0) all.add(new Waiting("%d 张协办单等您答复".formatted(counts.asked()), "assistance?mine=true&state=SENT", false));
        if (counts.askedLate() > 0) all.add(new Waiting("%d 张协办单过了答复时间".formatted(counts.askedLate()), "assistance?own=true&late=true&state=SENT", true));
        if (counts.toConfirm() > 0) all.add(new Waiting("%d 张协办单等您确认".formatted(counts.toConfirm()), "assistance?sent=true&state=ANSWERED", false));
        if (user.may(community, "servicedesk.manage") && days.isNextMissing(community)) all.add(new Waiting("明年的节假日安排还没有，请照通知录上", "special-days", false));
        return all;
    }
}
