package cn.anju.workforce;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 谁这天几点该到、几点下班：排了班的照班次，没排班的照上下班时间；和考勤说的一样。 */
@Component
public class ShiftHours {

    /**
     * 一个人一天的班。
     *
     * @param signInBy later is late
     * @param end of the last part, on the next morning after a night
     * @param parts how many times he signs out
     */
    public record Hours(Instant signInBy, Instant end, int parts) {}

    private final WorkHours hours;

    ShiftHours(WorkHours hours) {
        this.hours = hours;
    }

    /** Of those of {@code staff} who work on this day; the others are left out. */
    @Transactional(readOnly = true)
    public Map<Long, Hours> on(long community, LocalDate day, Collection<Long> staff) {
        var plan = hours.between(community, day, day);
        var found = new HashMap<Long, Hours>();
        for (var each : staff) {
            var sessions = plan.sessions(each, day);
            if (!sessions.isEmpty()) found.put(each, new Hours(sessions.getFirst().signInBy(), sessions.getLast().to(), sessions.size()));
        }
        return found;
    }
}
