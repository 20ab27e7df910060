package cn.anju.servicedesk.radar;

import cn.anju.access.StaffAccess;
import cn.anju.kernel.NumberSeries;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.servicedesk.ticket.TicketFollower;
import cn.anju.servicedesk.ticket.TicketKind;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
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

    private static final int DAYS = 90;
    private static final int MANY = 3;
    private static final int DAYS_TO_FIND = 7;

    private record Reported(TicketKind kind, String placeKey, String placeText, String said, OffsetDateTime openedAt) {}

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
            select t.kind, coalesce('E:' || t.equipment, 'R:' || t.room_id, 'A:' || t.common_area_id, 'P:' || t.place) place_key,
                   coalesce(t.equipment, r.code, a.name, t.place) place_text, concat(t.title, ' ', t.detail) said, t.opened_at
              from servicedesk.ticket t
              left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
              left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
             where t.community_id = :community and t.id = :ticket and t.kind in ('REPAIR', 'COMPLAINT', 'NEGATIVE')
            """).param("community", community).param("ticket", ticket).query(Reported.class).optional();
        if (found.isPresent()) note(community, ticket, found.get());
    }

    private void note(long community, long ticket, Reported reported) {
        var fault = FaultKind.of(reported.kind(), reported.said());
        // Whoever takes in the same fault at the same moment waits here, and then sees this one.
        jdbc.sql("""
            insert into servicedesk.fault_watch (community_id, place_key, fault, last_at) values (:community, :place, :fault, :at)
            on conflict (community_id, place_key, fault) do update set last_at = excluded.last_at
            """).param("community", community).param("place", reported.placeKey()).param("fault", fault).param("at", reported.openedAt()).update();
        jdbc.sql("insert into servicedesk.fault (community_id, ticket_id, place_key, fault, happened_at) values (:community, :ticket, :place, :fault, :at)")
            .param("community", community).param("ticket", ticket).param("place", reported.placeKey()).param("fault", fault).param("at", reported.openedAt()).update();
        var count = jdbc.sql("""
            select count(*) from servicedesk.fault f where f.community_id = :community and f.place_key = :place and f.fault = :fault
               and (f.happened_at at time zone 'Asia/Shanghai')::date >= (:at::timestamptz at time zone 'Asia/Shanghai')::date - :days
               and f.ticket_id > coalesce((select max(k.ticket_id) from servicedesk.root_cause_task k
                                            where k.community_id = f.community_id and k.place_key = f.place_key and k.fault = f.fault), 0)
            """).param("community", community).param("place", reported.placeKey()).param("fault", fault).param("at", reported.openedAt()).param("days", DAYS)
            .query(Integer.class).single();
        if (count >= MANY) open(community, ticket, reported, fault, count);
    }

    private void open(long community, long ticket, Reported reported, String fault, int count) {
        var isOpen = jdbc.sql("select exists (select from servicedesk.root_cause_task where community_id = :community and place_key = :place and fault = :fault and ended_at is null)")
            .param("community", community).param("place", reported.placeKey()).param("fault", fault).query(Boolean.class).single();
        if (isOpen) return;
        var owner = owner(community);
        var number = numbers.next("servicedesk", community, "GY", LocalDate.now(clock));
        var id = jdbc.sql("""
            insert into servicedesk.root_cause_task (community_id, number, place_key, fault, ticket_id, faults, opened_at, owner_id, due_on)
            values (:community, :number, :place, :fault, :ticket, :faults, :at, :owner, :due) returning id
            """).param("community", community).param("number", number).param("place", reported.placeKey()).param("fault", fault).param("ticket", ticket)
            .param("faults", count).param("at", reported.openedAt()).param("owner", owner).param("due", LocalDate.now(clock).plusDays(DAYS_TO_FIND)).query(Long.class).single();
        var notice = new Notice("servicedesk", "查根 %s：%s %s，九十天里第 %d 次".formatted(number, reported.placeText(), FaultKind.label(fault), count), null, "root-causes", "root-cause:" + id);
        if (owner != null) notices.tell(community, List.of(owner), notice);
        notices.tellRole(community, "cs_supervisor", notice);
    }

    /** 工程主管查；没有的话客服主管。 */
    private @Nullable Long owner(long community) {
        return Stream.of("engineering_supervisor", "cs_supervisor").flatMap(role -> staff.inRole(community, role).stream()).findFirst().orElse(null);
    }
}
