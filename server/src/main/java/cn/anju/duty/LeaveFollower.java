package cn.anju.duty;

import cn.anju.workforce.LeaveApproved;
import cn.anju.workforce.LeaveEnded;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 批了的假：整天不在的日子，他自己的各回免办；销了假，从回来那天起重新算。 */
@Service
class LeaveFollower {

    private record Leave(String number, long staffId, @Nullable LocalDate first, @Nullable LocalDate last) {}

    private final JdbcClient jdbc;
    private final Absences absences;

    LeaveFollower(JdbcClient jdbc, Absences absences) {
        this.jdbc = jdbc;
        this.absences = absences;
    }

    /** In the approval's own transaction: nobody is approved and blamed all the same. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void approved(LeaveApproved event) {
        var leave = leave(event.community(), event.leave());
        var first = leave.first();
        var last = leave.last();
        if (first == null || last == null) return;
        LocalDate begin = null;
        for (var day = first; !day.isAfter(last.plusDays(1)); day = day.plusDays(1)) {
            var isFree = !day.isAfter(last) && !isKnown(event.community(), leave.staffId(), day);
            if (isFree && begin == null) begin = day;
            if (!isFree && begin != null) {
                absences.add(event.community(), new Absences.New(leave.staffId(), begin, day.minusDays(1), "请假 " + leave.number()));
                begin = null;
            }
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void ended(LeaveEnded event) {
        var leave = leave(event.community(), event.leave());
        for (var id : jdbc.sql("select id from duty.absence where community_id = :community and staff_id = :staff and reason = :reason and not is_lifted order by id")
            .param("community", event.community()).param("staff", leave.staffId()).param("reason", "请假 " + leave.number()).query(Long.class).list())
            absences.lift(event.community(), id);
        approved(new LeaveApproved(event.community(), event.leave()));
    }

    /** The whole days of it; none for half a day. */
    private Leave leave(long community, long id) {
        return jdbc.sql("""
            select number, staff_id, from_on + from_noon::int "first",
                   nullif(greatest(case when back_on is null then to_on - to_noon::int else back_on - 1 end, from_on + from_noon::int - 1), from_on + from_noon::int - 1) "last"
              from workforce.leave where community_id = :community and id = :id
            """).param("community", community).param("id", id).query(Leave.class).single();
    }

    private boolean isKnown(long community, long staff, LocalDate day) {
        return jdbc.sql("select exists (select from duty.absence where community_id = :community and staff_id = :staff and not is_lifted and :day between from_on and to_on)")
            .param("community", community).param("staff", staff).param("day", day).query(Boolean.class).single();
    }
}
