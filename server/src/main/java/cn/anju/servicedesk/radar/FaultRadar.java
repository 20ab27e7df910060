package cn.anju.servicedesk.radar;

import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.servicedesk.ticket.TicketFollower;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 每登记一件报修、投诉，数一数同一处同样的毛病：九十天里第三次，就开一件查根任务，正好一件。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class FaultRadar implements TicketFollower {

    static final int DAYS = 90;
    private static final int MANY = 3;
    private static final int DAYS_TO_FIND = 7;

    private record Reported(String placeKey, String placeText, String title, String detail, OffsetDateTime openedAt) {}

    private record Known(String placeKey, String placeText, String fault, OffsetDateTime happenedAt) {}

    private record Third(long ticketId, OffsetDateTime happenedAt, int faults) {}

    private static final String PLACE_TEXT = "coalesce(t.equipment, r.code, a.name, t.place) place_text";

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final StaffAccess staff;
    private final Notices notices;
    private final Clock clock;

    FaultRadar(JdbcClient jdbc, NumberSeries numbers, StaffAccess staff, Notices notices, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.staff = staff;
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    public void opened(long community, long ticket) {
        var found = jdbc.sql("""
            select coalesce('E:' || t.equipment, 'R:' || t.room_id, 'A:' || t.common_area_id, 'P:' || t.place) place_key, %s,
                   t.title, coalesce(t.detail, '') detail, t.opened_at
              from servicedesk.ticket t
              left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
              left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
             where t.community_id = :community and t.id = :ticket and t.kind in ('REPAIR', 'COMPLAINT', 'NEGATIVE')
            """.formatted(PLACE_TEXT)).param("community", community).param("ticket", ticket).query(Reported.class).optional();
        if (found.isEmpty()) return;
        var reported = found.get();
        var fault = FaultKind.of(reported.title(), reported.detail());
        watch(community, reported.placeKey(), fault, reported.openedAt());
        jdbc.sql("insert into servicedesk.fault (community_id, ticket_id, place_key, fault, happened_at) values (:community, :ticket, :place, :fault, :at)")
            .param("community", community).param("ticket", ticket).param("place", reported.placeKey()).param("fault", fault.name()).param("at", reported.openedAt()).update();
        count(community, ticket, reported.placeKey(), reported.placeText(), fault);
    }

    /** 毛病认错了，改成这一类：照新的一类再数；按错的一类开的查根任务，不足三次了就撤掉。 */
    void corrected(long community, long ticket, FaultKind fault) {
        var user = CurrentUser.get();
        var known = jdbc.sql("""
            select f.place_key, %s, f.fault, f.happened_at
              from servicedesk.fault f join servicedesk.ticket t on t.community_id = f.community_id and t.id = f.ticket_id
              left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
              left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
             where f.community_id = :community and f.ticket_id = :ticket
            """.formatted(PLACE_TEXT)).param("community", community).param("ticket", ticket).query(Known.class).single();
        var was = FaultKind.read(known.fault());
        Stream.of(was, fault).sorted().forEach(each -> watch(community, known.placeKey(), each, known.happenedAt()));
        jdbc.sql("update servicedesk.fault set fault = :fault, corrected_at = :now, corrected_name = :name where community_id = :community and ticket_id = :ticket")
            .param("community", community).param("ticket", ticket).param("fault", fault.name()).param("now", OffsetDateTime.now(clock)).param("name", user.name()).update();
        withdraw(community, known, was, user.name());
        count(community, ticket, known.placeKey(), known.placeText(), fault);
    }

    /** Whoever takes in the same fault at the same moment waits here, and then sees this one. */
    private void watch(long community, String place, FaultKind fault, OffsetDateTime at) {
        jdbc.sql("""
            insert into servicedesk.fault_watch (community_id, place_key, fault, last_at) values (:community, :place, :fault, :at)
            on conflict (community_id, place_key, fault) do update set last_at = greatest(servicedesk.fault_watch.last_at, excluded.last_at)
            """).param("community", community).param("place", place).param("fault", fault.name()).param("at", at).update();
    }

    private void count(long community, long ticket, String place, String placeText, FaultKind fault) {
        if (fault == FaultKind.OTHER) return;
        third(community, place, fault, ticket).ifPresent(third -> open(community, third, place, placeText, fault));
    }

    /** The first from this one on that is the third within ninety days, since the last that was rooted out. */
    private Optional<Third> third(long community, String place, FaultKind fault, long from) {
        return jdbc.sql("""
            with since as (select coalesce(max(k.ticket_id), 0) ticket from servicedesk.root_cause_task k
                            where k.community_id = :community and k.place_key = :place and k.fault = :fault and not k.is_withdrawn),
                 same as (select f.ticket_id, f.happened_at, (f.happened_at at time zone 'Asia/Shanghai')::date happened_on from servicedesk.fault f, since
                           where f.community_id = :community and f.place_key = :place and f.fault = :fault and f.ticket_id > since.ticket)
            select s.ticket_id, s.happened_at, n.faults from same s
              cross join lateral (select count(*)::int faults from same e where e.ticket_id <= s.ticket_id and e.happened_on >= s.happened_on - :days) n
             where s.ticket_id >= :from and n.faults >= :many order by s.ticket_id limit 1
            """).param("community", community).param("place", place).param("fault", fault.name()).param("from", from).param("days", DAYS).param("many", MANY)
            .query(Third.class).optional();
    }

    private void withdraw(long community, Known known, FaultKind was, String name) {
        record Task(long id, String number, long ticketId, @Nullable Long ownerId) {}
        var open = jdbc.sql("""
            select id, number, ticket_id, owner_id from servicedesk.root_cause_task
             where community_id = :community and place_key = :place and fault = :fault and ended_at is null for update
            """).param("community", community).param("place", known.placeKey()).param("fault", was.name()).query(Task.class).optional();
        if (open.isEmpty()) return;
        var task = open.get();
        var left = jdbc.sql("""
            select count(*) from servicedesk.fault f where f.community_id = :community and f.place_key = :place and f.fault = :fault
               and (f.happened_at at time zone 'Asia/Shanghai')::date >= (select (l.happened_at at time zone 'Asia/Shanghai')::date - :days from servicedesk.fault l
                                                                           where l.community_id = :community and l.ticket_id = :last)
               and f.ticket_id > coalesce((select max(k.ticket_id) from servicedesk.root_cause_task k
                                            where k.community_id = :community and k.place_key = :place and k.fault = :fault and k.id <> :task and not k.is_withdrawn), 0)
            """).param("community", community).param("place", known.placeKey()).param("fault", was.name()).param("days", DAYS).param("last", task.ticketId())
            .param("task", task.id()).query(Integer.class).single();
        if (left >= MANY) return;
        jdbc.sql("""
            update servicedesk.root_cause_task set cause = '毛病认错了，改正以后九十天里不足三次', outcome = '不用查，撤掉', ended_at = :now, ended_name = :name, is_withdrawn = true
             where community_id = :community and id = :id
            """).param("community", community).param("id", task.id()).param("now", OffsetDateTime.now(clock)).param("name", name).update();
        if (task.ownerId() != null) notices.tell(community, List.of(task.ownerId()), new Notice("servicedesk", "查根 %s 撤掉了，不用查".formatted(task.number()),
            "有一件的毛病认错了，改正以后不足三次", "root-causes", "root-cause-withdrawn:" + task.id()));
    }

    private void open(long community, Third third, String place, String placeText, FaultKind fault) {
        var isOpen = jdbc.sql("select exists (select from servicedesk.root_cause_task where community_id = :community and place_key = :place and fault = :fault and ended_at is null)")
            .param("community", community).param("place", place).param("fault", fault.name()).query(Boolean.class).single();
        if (isOpen) return;
        var owner = owner(community);
        var number = numbers.next("servicedesk", community, "GY", LocalDate.now(clock));
        var id = jdbc.sql("""
            insert into servicedesk.root_cause_task (community_id, number, place_key, fault, ticket_id, faults, opened_at, owner_id, due_on)
            values (:community, :number, :place, :fault, :ticket, :faults, :at, :owner, :due) returning id
            """).param("community", community).param("number", number).param("place", place).param("fault", fault.name()).param("ticket", third.ticketId())
            .param("faults", third.faults()).param("at", OffsetDateTime.now(clock)).param("owner", owner).param("due", LocalDate.now(clock).plusDays(DAYS_TO_FIND)).query(Long.class).single();
        var notice = new Notice("servicedesk", "查根 %s：%s %s，九十天里第 %d 次".formatted(number, placeText, fault.label, third.faults()), null, "root-causes", "root-cause:" + id);
        if (owner != null) notices.tell(community, List.of(owner), notice);
        notices.tellRole(community, "cs_supervisor", notice);
    }

    /** 工程主管查；没有的话客服主管。 */
    private @Nullable Long owner(long community) {
        return Stream.of("engineering_supervisor", "cs_supervisor").flatMap(role -> staff.inRole(community, role).stream()).findFirst().orElse(null);
    }
}
