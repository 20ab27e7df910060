package cn.anju.servicedesk.aftercare;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.ToDoSource;
import cn.anju.servicedesk.ServiceDeskSettings;
import cn.anju.setting.Settings;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 今日页：待接收的投诉、该我访的、待我签收的凭证、我查的根、昨日未完还没安排。 */
@Component
@Transactional(readOnly = true)
class AftercareToDo implements ToDoSource {

    private record Found(long complaints, long lateComplaints, long vouchers, long causes, long lateCauses, long undone, boolean isArranged, long unentered, boolean isEntered) {}

    private final JdbcClient jdbc;
    private final CallbackTasks tasks;
    private final Settings settings;
    private final Clock clock;

    AftercareToDo(JdbcClient jdbc, CallbackTasks tasks, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<Waiting> waiting(long community, CurrentUser user) {
        if (!user.may(community, "servicedesk.read")) return List.of();
        var today = LocalDate.now(clock);
        var found = jdbc.sql("""
            select (select count(*) from servicedesk.complaint c join servicedesk.ticket t on t.community_id = c.community_id and t.id = c.ticket_id and t.closed_at is null
                     where c.community_id = :community and c.handler_id = :me) complaints,
                   (select count(*) from servicedesk.complaint c join servicedesk.ticket t on t.community_id = c.community_id and t.id = c.ticket_id and t.closed_at is null and t.due_at < :now
                     where c.community_id = :community and c.handler_id = :me) late_complaints,
                   (select count(*) from servicedesk.voucher_handover h where h.community_id = :community and h.steward_id = :me and h.taken_at is null) vouchers,
                   (select count(*) from servicedesk.root_cause_task k where k.community_id = :community and k.owner_id = :me and k.ended_at is null) causes,
                   (select count(*) from servicedesk.root_cause_task k where k.community_id = :community and k.owner_id = :me and k.ended_at is null and k.due_on < :today) late_causes,
                   (select count(*) from servicedesk.ticket t where t.community_id = :community and t.opened_at < :midnight and t.closed_at is null and t.state in ('OPEN', 'WORKING', 'PAUSED')) undone,
                   exists (select from servicedesk.desk_day d where d.community_id = :community and d.day = :today and d.part = 'MORNING') is_arranged,
                   (select count(*) from servicedesk.work_order k where k.community_id = :community and k.dispatched_at < :now and (k.ended_at is null or k.ended_at >= :midnight and k.state = 'FINISHED' and k.voucher is null)
                       and not exists (select from servicedesk.desk_day_line l where l.community_id = k.community_id and l.day = :today and l.part = 'EVENING' and l.order_id = k.id)) unentered,
                   exists (select from servicedesk.desk_day d where d.community_id = :community and d.day = :today and d.part = 'EVENING') is_entered
            """).param("community", community).param("me", user.id()).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("today", today)
            .param("midnight", today.atStartOfDay(clock.getZone()).toOffsetDateTime()).query(Found.class).single();
        var waiting = new ArrayList<Waiting>();
        if (found.complaints() > 0) waiting.add(new Waiting("%d 件投诉在您手上".formatted(found.complaints()), "complaints?mine=true&stage=OPEN", found.lateComplaints() > 0));
        if (found.vouchers() > 0) waiting.add(new Waiting("%d 张凭证移交清单待签收".formatted(found.vouchers()), "voucher-handovers?mine=true&open=true", false));
        if (found.causes() > 0) waiting.add(new Waiting("%d 件查根任务".formatted(found.causes()), "root-causes?mine=true&open=true", found.lateCauses() > 0));
        if (user.may(community, "servicedesk.register") && found.undone() > 0 && !found.isArranged())
            waiting.add(new Waiting("昨日未完 %d 件，开门前安排好".formatted(found.undone()), "desk-day", false));
        // Half an hour before the desk closes is time enough to enter them or to say why not.
        var closing = settings.get(community, ServiceDeskSettings.HOURS).to().minusMinutes(30);
        if (user.may(community, "servicedesk.register") && found.unentered() > 0 && !found.isEntered() && !LocalTime.now(clock).isBefore(closing))
            waiting.add(new Waiting("今天还有 %d 张任务单没登完，下班前登完或写明原因".formatted(found.unentered()), "desk-day", false));
        if (user.may(community, "servicedesk.callback")) {
            var open = tasks.mine(community);
            if (open.open() > 0) waiting.add(new Waiting("%d 件回访该您做".formatted(open.open()), "callback-tasks?mine=true&state=OPEN", open.late() > 0));
        }
        return waiting;
    }
}
