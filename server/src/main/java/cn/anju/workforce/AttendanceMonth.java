package cn.anju.workforce;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.workforce.WorkDay.Away;
import cn.anju.workforce.WorkDay.Part;
import cn.anju.workforce.WorkDay.Sign;
import cn.anju.workforce.WorkDay.State;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 一个月的考勤：一人一行、一天一格，每格点得开；月底汇总上报一次。 */
@Service
class AttendanceMonth {

    /** 一格。 @param sign what stands in the cell: √ 迟 早 缺 旷 假 加, several where several are true */
    record Cell(LocalDate day, String sign, boolean isRest) {}

    /** @param worked days, a half for one of two sessions; {@code late}, {@code early} and {@code incomplete} in times */
    record Person(long staffId, String name, String posts, List<Cell> days, BigDecimal worked, int late, int early, int incomplete, BigDecimal absent, BigDecimal leave, int overtime) {}

    record Reported(Instant at, String name) {}

    /** @param mayReport the month is over, this person may, and nobody has */
    record Table(YearMonth month, List<LocalDate> days, List<Person> people, @Nullable Reported reported, boolean mayReport) {}

    record Day(LocalDate day, String name, List<Part> parts, List<Marks.Mark> marks, List<Corrections.Correction> corrections, List<String> leaves, boolean mayAsk) {}

    private record Marked(long staffId, MarkKind kind, Instant at) {}

    private final JdbcClient jdbc;
    private final Colleagues colleagues;
    private final WorkHours hours;
    private final Marks marks;
    private final Corrections corrections;
    private final LeaveList leaves;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Clock clock;

    AttendanceMonth(JdbcClient jdbc, Colleagues colleagues, WorkHours hours, Marks marks, Corrections corrections, LeaveList leaves, AuditTrail audit, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.colleagues = colleagues;
        this.hours = hours;
        this.marks = marks;
        this.corrections = corrections;
        this.leaves = leaves;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** Everybody for who leads a team; else only himself. */
    @Transactional(readOnly = true)
    Table table(long community, YearMonth month) {
        var user = CurrentUser.get();
        var first = month.atDay(1);
        var last = month.atEndOfMonth();
        var now = clock.instant();
        var plan = hours.between(community, first, last);
        var signs = signs(community, first, last);
        var aways = leaves.away(community, first, last);
        var days = first.datesUntil(last.plusDays(1)).toList();
        var people = colleagues.between(community, first, last).stream().filter(each -> user.may(community, "workforce.team") || each.id() == user.id())
            .map(each -> person(each, days, plan, signs.getOrDefault(each.id(), List.of()), aways.getOrDefault(each.id(), List.of()), now)).toList();
        var reported = jdbc.sql("select reported_at at, reported_name name from workforce.attendance_report where community_id = :community and month = :month")
            .param("community", community).param("month", first).query(Reported.class).optional().orElse(null);
        return new Table(month, days, people, reported, reported == null && user.may(community, "workforce.team") && last.isBefore(LocalDate.now(clock)));
    }

    /** 一格点开：该上的、签的、补的。 @throws Problem 404 {@code staff-not-found} */
    @Transactional(readOnly = true)
    Day day(long community, long person, LocalDate day) {
        var user = CurrentUser.get();
        var colleague = colleagues.between(community, day, day).stream().filter(each -> each.id() == person && (person == user.id() || user.may(community, "workforce.team"))).findFirst()
            .orElseThrow(() -> Problem.notFound("staff-not-found", "那天没有这位同事"));
        var sessions = hours.between(community, day, day).of(person, day);
        var from = sessions.isEmpty() ? start(day) : sessions.getFirst().from().minusSeconds(4 * 3600);
        var to = sessions.isEmpty() ? start(day.plusDays(1)) : sessions.getLast().to().plusSeconds(8 * 3600);
        var found = marks.of(community, person, from, to);
        var parts = WorkDay.judge(sessions, found.stream().map(mark -> new Sign(mark.kind(), mark.at())).toList(),
            leaves.away(community, day.minusDays(1), day.plusDays(1)).getOrDefault(person, List.of()), clock.instant());
        return new Day(day, colleague.name(), parts, found, corrections.of(community, person, from, to), leaves.words(community, person, day), person == user.id() && !day.isAfter(LocalDate.now(clock)));
    }

    /** 上报一个月；报了的留底，一个月一次。 @throws Problem 409 {@code month-not-over}, {@code month-reported} */
    @Transactional
    void report(long community, YearMonth month) {
        var user = CurrentUser.get();
        user.require(community, "workforce.team");
        if (!month.atEndOfMonth().isBefore(LocalDate.now(clock))) throw Problem.conflict("month-not-over", "%d 月还没有过完，过完再报", month.getMonthValue());
        var people = table(community, month).people();
        var isNew = jdbc.sql("""
            insert into workforce.attendance_report (community_id, month, people, reported_at, reported_by, reported_name)
            values (:community, :month, :people::jsonb, :now, :by, :name) on conflict do nothing
            """).param("community", community).param("month", month.atDay(1)).param("people", json.writeValueAsString(people)).param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("by", user.id()).param("name", user.name()).update() == 1;
        if (!isNew) throw Problem.conflict("month-reported", "%d 月的考勤已经报过了", month.getMonthValue());
        audit.note("考勤 " + month, null, Map.of("people", people.size()));
    }

    private Person person(Colleagues.Colleague who, List<LocalDate> days, WorkHours.Plan plan, List<Sign> signs, List<Away> aways, Instant now) {
        var cells = new ArrayList<Cell>();
        var worked = BigDecimal.ZERO;
        var absent = BigDecimal.ZERO;
        var leave = BigDecimal.ZERO;
        int late = 0;
        int early = 0;
        int incomplete = 0;
        int overtime = 0;
        for (var day : days) {
            var sessions = plan.of(who.id(), day);
            if (sessions.isEmpty()) {
                var came = signs.stream().anyMatch(sign -> sign.kind() == MarkKind.IN && !sign.at().isBefore(start(day)) && sign.at().isBefore(start(day.plusDays(1))));
                if (came) overtime++;
                cells.add(new Cell(day, came ? "加" : "", true));
                continue;
            }
            var parts = WorkDay.judge(sessions, signs, aways, now);
            worked = worked.add(share(parts, State.WORKED));
            absent = absent.add(share(parts, State.ABSENT));
            leave = leave.add(share(parts, State.LEAVE));
            late += (int) parts.stream().filter(Part::isLate).count();
            early += (int) parts.stream().filter(Part::isEarly).count();
            incomplete += (int) parts.stream().filter(Part::isIncomplete).count();
            cells.add(new Cell(day, sign(parts), false));
        }
        return new Person(who.id(), who.name(), who.posts(), cells, worked, late, early, incomplete, absent, leave, overtime);
    }

    private static BigDecimal share(List<Part> parts, State state) {
        var count = parts.stream().filter(part -> part.state() == state).count();
        return count == 0 ? BigDecimal.ZERO : count == parts.size() ? BigDecimal.ONE : new BigDecimal("0.5");
    }

    private static String sign(List<Part> parts) {
        var sign = new StringBuilder();
        if (parts.stream().anyMatch(part -> part.state() == State.LEAVE)) sign.append('假');
        if (parts.stream().anyMatch(part -> part.state() == State.ABSENT)) sign.append('旷');
        if (parts.stream().anyMatch(Part::isLate)) sign.append('迟');
        if (parts.stream().anyMatch(Part::isEarly)) sign.append('早');
        if (parts.stream().anyMatch(Part::isIncomplete)) sign.append('缺');
        if (sign.isEmpty() && parts.stream().anyMatch(part -> part.state() == State.WORKED)) sign.append('√');
        return sign.toString();
    }

    private Map<Long, List<Sign>> signs(long community, LocalDate from, LocalDate to) {
        var signs = new HashMap<Long, List<Sign>>();
        jdbc.sql("select staff_id, kind, at from workforce.mark where community_id = :community and at >= :from and at < :to order by at")
            .param("community", community).param("from", at(from.minusDays(1))).param("to", at(to.plusDays(3))).query(Marked.class).stream()
            .forEach(mark -> signs.computeIfAbsent(mark.staffId(), id -> new ArrayList<>()).add(new Sign(mark.kind(), mark.at())));
        return signs;
    }

    private OffsetDateTime at(LocalDate day) {
        return start(day).atOffset(ZoneOffset.UTC);
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant();
    }
}
