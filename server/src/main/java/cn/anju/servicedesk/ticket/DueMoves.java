package cn.anju.servicedesk.ticket;

import cn.anju.servicedesk.calendar.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** 期限前后多少分钟是几时：和期限一样数，该数上班时间的只数上班时间。 */
public final class DueMoves {

    private final List<Limit> limits;
    private final BusinessCalendar calendar;

    DueMoves(List<Limit> limits, BusinessCalendar calendar) {
        this.limits = limits;
        this.calendar = calendar;
    }

    /** @param minutes before it when negative */
    public Instant moved(TicketKind kind, Urgency urgency, Instant from, int minutes) {
        var always = limits.stream().anyMatch(each -> each.kind() == kind && each.urgency() == urgency && each.dayAndNight());
        if (always || minutes == 0) return from.plus(Duration.ofMinutes(minutes));
        return minutes > 0 ? calendar.after(from, Duration.ofMinutes(minutes)) : calendar.before(from, Duration.ofMinutes(-minutes));
    }
}
