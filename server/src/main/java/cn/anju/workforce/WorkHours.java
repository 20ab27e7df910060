package cn.anju.workforce;

import cn.anju.setting.Settings;
import cn.anju.workforce.WorkDay.Session;
import com.tyme.holiday.LegalHoliday;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 谁哪天该上哪几段：班表排了的照班表，同一周排了别的天的是休息，没排班的照上下班时间和工作日历。 */
@Component
@Transactional(readOnly = true)
class WorkHours {

    private record Turn(long staffId, LocalDate day, OffsetDateTime fromAt, OffsetDateTime toAt) {}

    /** @param to null for still */
    private record Tenure(LocalDate from, @Nullable LocalDate to) {

        boolean contains(LocalDate day) {
            return !day.isBefore(from) && (to == null || !day.isAfter(to));
        }
    }

    private record Special(LocalDate day, boolean isWorked) {}

    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private final JdbcClient jdbc;
    private final Settings settings;
    private final Clock clock;

    WorkHours(JdbcClient jdbc, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** 这些天的安排，问一次用到底。 */
    Plan between(long community, LocalDate from, LocalDate to) {
        var turns = new HashMap<Long, Map<LocalDate, Turn>>();
        var weeks = new HashSet<String>();
        jdbc.sql("select staff_id, day, from_at, to_at from servicedesk.turn where community_id = :community and day between :from and :to")
            .param("community", community).param("from", monday(from)).param("to", monday(to).plusDays(6)).query(Turn.class).stream().forEach(turn -> {
                turns.computeIfAbsent(turn.staffId(), id -> new HashMap<>()).put(turn.day(), turn);
                weeks.add(turn.staffId() + " " + monday(turn.day()));
            });
        var special = jdbc.sql("select day, is_worked from servicedesk.special_day where community_id = :community and day between :from and :to")
            .param("community", community).param("from", from).param("to", to).query(Special.class).stream().collect(Collectors.toMap(Special::day, Special::isWorked));
        var posts = new HashMap<Long, Tenure>();
        jdbc.sql("""
            select g.staff_id, min(g.from_on) from_on, max(coalesce(g.to_on, 'infinity')) = 'infinity' is_open, max(g.to_on) to_on from access.role_grant g
             where (g.community_id is null or g.community_id = :community) group by g.staff_id
            """).param("community", community).query(row -> {
                posts.put(row.getLong(1), new Tenure(row.getObject(2, LocalDate.class), row.getBoolean(3) ? null : row.getObject(4, LocalDate.class)));
            });
        var start = jdbc.sql("select min(at) from workforce.mark where community_id = :community").param("community", community).query(OffsetDateTime.class).optional()
            .map(at -> LocalDate.ofInstant(at.toInstant(), clock.getZone())).orElse(LocalDate.MAX);
        var ahead = new HashSet<>(jdbc.sql("""
            select distinct g.staff_id from access.role_grant g join access.role r on r.id = g.role_id
             where r.key = 'front_desk' and (g.community_id is null or g.community_id = :community) and g.from_on <= :to and (g.to_on is null or g.to_on >= :from)
            """).param("community", community).param("from", from).param("to", to).query(Long.class).list());
        return new Plan(turns, weeks, special, posts, start, ahead, settings.get(community, WorkforceSettings.HOURS), settings.get(community, WorkforceSettings.AHEAD).longValue(),
            settings.get(community, WorkforceSettings.WEEKENDS));
    }

    /** 一段日子里各人该上的班。 */
    final class Plan {

        private final Map<Long, Map<LocalDate, Turn>> turns;
        private final Set<String> weeks;
        private final Map<LocalDate, Boolean> special;
        private final Map<Long, Tenure> posts;
        private final LocalDate start;
        private final Set<Long> ahead;
        private final List<WorkforceSettings.Hours> hours;
        private final long minutes;
        private final boolean weekends;

        private Plan(Map<Long, Map<LocalDate, Turn>> turns, Set<String> weeks, Map<LocalDate, Boolean> special, Map<Long, Tenure> posts, LocalDate start, Set<Long> ahead,
                     List<WorkforceSettings.Hours> hours, long minutes, boolean weekends) {
            this.turns = turns;
            this.weeks = weeks;
            this.special = special;
            this.posts = posts;
            this.start = start;
            this.ahead = ahead;
            this.hours = hours;
            this.minutes = minutes;
            this.weekends = weekends;
        }

        /** Empty on a day of rest; whoever had no post yet, or where nobody had signed in yet, was not absent. */
        List<Session> of(long staff, LocalDate day) {
            var post = posts.get(staff);
            return day.isBefore(start) || post == null || !post.contains(day) ? List.of() : sessions(staff, day);
        }

        /** What the roster or the usual hours say, whoever has signed in before. At the desk one comes some minutes ahead, whatever the shift. */
        List<Session> sessions(long staff, LocalDate day) {
            var early = ahead.contains(staff) ? 60 * minutes : 0;
            var turn = turns.getOrDefault(staff, Map.of()).get(day);
            if (turn != null) return List.of(new Session(turn.fromAt().toInstant(), turn.toAt().toInstant(), turn.fromAt().toInstant().minusSeconds(early)));
            if (isRest(staff, day)) return List.of();
            var first = hours.getFirst();
            return hours.stream().map(each -> {
                var from = day.atTime(each.from()).atZone(clock.getZone()).toInstant();
                return new Session(from, day.atTime(each.to()).atZone(clock.getZone()).toInstant(), each == first ? from.minusSeconds(early) : from);
            }).toList();
        }

        /** The roster of his week leaves this day out, or he has no roster and nobody works on it. */
        boolean isRest(long staff, LocalDate day) {
            if (turns.getOrDefault(staff, Map.of()).containsKey(day)) return false;
            return weeks.contains(staff + " " + monday(day)) || !isWorked(day);
        }

        private boolean isWorked(LocalDate day) {
            var own = special.get(day);
            if (own != null) return own;
            var legal = LegalHoliday.fromYmd(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
            if (legal != null) return legal.isWork();
            return weekends || !WEEKEND.contains(day.getDayOfWeek());
        }
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
