package cn.anju.duty;

import cn.anju.workforce.LeaveApproved;
import cn.anju.workforce.LeaveEnded;
import java.time.LocalDate;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 批了的假：不在的那些半天，他自己的各回免办；销了假，从回来那天起重新算。 */
@Service
class LeaveFollower {

    private record Leave(String number, long staffId, LocalDate fromOn, boolean fromNoon, LocalDate toOn, boolean toNoon) {}

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
        var known = absences.known(event.community(), leave.staffId());
        var away = Absences.Halves.of(leave.fromOn(), leave.fromNoon(), leave.toOn(), leave.toNoon());
        var begin = -1L;
        for (var half = away.first(); half <= away.last() + 1; half++) {
            var now = half;
            var isFree = half <= away.last() && known.stream().noneMatch(each -> each.covers(now));
            if (isFree && begin < 0) begin = half;
            if (!isFree && begin >= 0) {
                var end = half - 1;
                absences.add(event.community(), new Absences.New(leave.staffId(), LocalDate.ofEpochDay(begin / 2), begin % 2 == 1, LocalDate.ofEpochDay(end / 2), end % 2 == 0,
                    "请假 " + leave.number()));
                begin = -1;
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

    /** As it was asked for, or up to the evening before he was back. */
    private Leave leave(long community, long id) {
        return jdbc.sql("""
            select number, staff_id, from_on, from_noon, coalesce(back_on - 1, to_on) to_on, to_noon and back_on is null to_noon
              from workforce.leave where community_id = :community and id = :id
            """).param("community", community).param("id", id).query(Leave.class).single();
    }
}
