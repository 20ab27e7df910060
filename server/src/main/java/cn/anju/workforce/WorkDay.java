package cn.anju.workforce;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 一个人的一天：该上的几段、签的到退、请的假，合起来算出勤、迟到、早退、旷工。 */
final class WorkDay {

    /** 该上的一段。 @param signInBy later is late */
    record Session(Instant from, Instant to, Instant signInBy) {}

    /** 签了一次。 */
    record Sign(MarkKind kind, Instant at) {}

    /** 请了假的一段时间。 @param isToDayEnd a shift that begins in it is off to its end, past midnight */
    record Away(Instant from, Instant to, boolean isToDayEnd) {}

    /** 一段怎样了；PENDING 还没到时候。 */
    enum State { WORKED, ABSENT, LEAVE, PENDING }

    /** @param isIncomplete came but did not sign out, or the other way round */
    record Part(Instant from, Instant to, State state, @Nullable Instant came, @Nullable Instant left, boolean isLate, boolean isEarly, boolean isIncomplete) {}

    /** Nobody comes earlier for a shift, or stays longer after it, than this. */
    private static final Duration BEFORE = Duration.ofHours(4);
    private static final Duration AFTER = Duration.ofHours(8);

    private WorkDay() {}

    static List<Part> judge(List<Session> sessions, List<Sign> signs, List<Away> aways, Instant now) {
        var sorted = sessions.stream().sorted(Comparator.comparing(Session::from)).toList();
        var parts = new ArrayList<Part>();
        for (var i = 0; i < sorted.size(); i++) {
            var session = sorted.get(i);
            var earliest = i == 0 ? session.from().minus(BEFORE) : sorted.get(i - 1).to();
            var latest = i == sorted.size() - 1 ? session.to().plus(AFTER) : sorted.get(i + 1).from();
            var came = signs.stream().filter(sign -> sign.kind() == MarkKind.IN && !sign.at().isBefore(earliest) && sign.at().isBefore(session.to()))
                .map(Sign::at).min(Comparator.naturalOrder()).orElse(null);
            var left = signs.stream().filter(sign -> sign.kind() == MarkKind.OUT && sign.at().isAfter(session.from()) && sign.at().isBefore(latest))
                .map(Sign::at).max(Comparator.naturalOrder()).orElse(null);
            // Who did not sign out at noon has stayed: he is not absent in the afternoon.
            var stayed = i > 0 && came == null && parts.getLast().state() == State.WORKED && parts.getLast().left() == null && left != null;
            parts.add(part(without(session, aways), session, came, left, stayed, latest, now));
        }
        return parts;
    }

    private static Part part(@Nullable Session due, Session session, @Nullable Instant came, @Nullable Instant left, boolean stayed, Instant latest, Instant now) {
        if (due == null) return new Part(session.from(), session.to(), State.LEAVE, came, left, false, false, false);
        if (came == null && !stayed) return new Part(due.from(), due.to(), now.isBefore(due.to()) ? State.PENDING : State.ABSENT, null, left, false, false, left != null);
        var isLate = came != null && came.truncatedTo(ChronoUnit.MINUTES).isAfter(due.signInBy());
        var isEarly = left != null && left.isBefore(due.to());
        return new Part(due.from(), due.to(), State.WORKED, came, left, isLate, isEarly, came == null || left == null && !now.isBefore(latest));
    }

    /** What is left of the session beside the leave; null when nothing is. */
    static @Nullable Session without(Session session, List<Away> aways) {
        var from = session.from();
        var to = session.to();
        for (var away : aways) {
            var coversStart = !away.from().isAfter(from) && away.to().isAfter(from);
            if (coversStart && (away.isToDayEnd() || !away.to().isBefore(to))) return null;
            if (coversStart) from = away.to();
            else if (away.from().isBefore(to) && !away.to().isBefore(to)) to = away.from();
        }
        return from.isBefore(to) ? new Session(from, to, from.equals(session.from()) ? session.signInBy() : from) : null;
    }
}
