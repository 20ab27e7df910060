package cn.anju.servicedesk.roster;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.RosterGuard;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 一周的班表和各人的本事；派工时照着提议。 */
@Service
@Transactional(readOnly = true)
public class Roster {

    record Turn(@NotNull(message = "请选人") Long staffId, @NotNull(message = "请选哪天") LocalDate day, @NotNull(message = "请选班次") Shift shift) {}

    /** 一个人和他这一周的班。 @param isTechnician whether repairs are his work: a technician by his role or by what he can do */
    record Person(long id, String name, String posts, boolean isTechnician, List<Trade> trades, List<Turn> turns) {}

    /** @param monday the week begins on it, whatever day was asked for */
    record Week(LocalDate monday, List<Person> people, List<ShiftHours> shifts) {}

    record ShiftHours(Shift shift, String label, String hours) {}

    /** @param people whose week this is; the others keep theirs, so that two who roster at once do not undo each other. Without it everybody's */
    record NewWeek(@NotNull(message = "请排班") @Size(max = 2000) List<@Valid @NotNull Turn> turns, @Nullable @Size(max = 500, message = "最多 500 人") List<@NotNull(message = "请选人") Long> people) {}

    record Skills(@NotNull(message = "请选会做的") @Size(max = 20) List<Trade> trades) {}

    private record Staff(long id, String name, String posts) {}

    private record Skill(long staffId, Trade trade) {}

    private final JdbcClient jdbc;
    private final StaffAccess staff;
    private final List<RosterGuard> guards;
    private final AuditTrail audit;
    private final Clock clock;

    Roster(JdbcClient jdbc, StaffAccess staff, List<RosterGuard> guards, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.guards = guards;
        this.audit = audit;
        this.clock = clock;
    }

    /** 这一天所在的一周。 */
    Week week(long community, LocalDate of) {
        var monday = of.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var turns = jdbc.sql("select staff_id, day, shift from servicedesk.turn where community_id = :community and day between :from and :to order by day")
            .param("community", community).param("from", monday).param("to", monday.plusDays(6)).query(Turn.class).list();
        var skills = jdbc.sql("select staff_id, trade from servicedesk.skill where community_id = :community order by trade").param("community", community).query(Skill.class).list();
        var technicians = staff.inRole(community, "technician");
        var people = jdbc.sql("""
            select s.id, s.name, coalesce((select string_agg(distinct r.name, '、') from access.role_grant g join access.role r on r.id = g.role_id
                                            where g.staff_id = s.id and (g.community_id is null or g.community_id = :community)
                                              and g.from_on <= :sunday and (g.to_on is null or g.to_on >= :monday)), '') posts
              from access.staff s where s.id = any (:ids) and s.is_active order by s.name, s.id
            """).param("community", community).param("monday", monday).param("sunday", monday.plusDays(6)).param("ids", everybody(community).toArray(Long[]::new)).query(Staff.class).stream().map(each -> {
                var trades = skills.stream().filter(skill -> skill.staffId() == each.id()).map(Skill::trade).toList();
                var shifts = turns.stream().filter(turn -> turn.staffId() == each.id()).toList();
                return new Person(each.id(), each.name(), each.posts(), technicians.contains(each.id()) || !trades.isEmpty(), trades, shifts);
            }).toList();
        return new Week(monday, people, Arrays.stream(Shift.values()).map(each -> new ShiftHours(each, each.label(), each.hours())).toList());
    }

    /**
     * 排这一周的班，谁的班谁在 {@code people} 里；没写到的日子是休息。
     *
     * @throws Problem 400 {@code turn-outside-week}, {@code turn-twice}, {@code turn-of-other}; 404 {@code staff-not-found}; 409 {@code month-reported}
     */
    @Transactional
    void setWeek(long community, LocalDate of, NewWeek week) {
        CurrentUser.get().require(community, "workforce.roster");
        var monday = of.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        guards.forEach(each -> each.changing(community, monday, monday.plusDays(6)));
        var everybody = everybody(community);
        for (var turn : week.turns()) {
            if (turn.day().isBefore(monday) || turn.day().isAfter(monday.plusDays(6))) throw Problem.invalid("turn-outside-week", "%s 不在这一周", turn.day());
            if (week.people() != null && !week.people().contains(turn.staffId())) throw Problem.invalid("turn-of-other", "排了班的人没有全写上，请刷新后再排");
            if (!everybody.contains(turn.staffId())) throw Problem.notFound("staff-not-found", "这位同事不在本小区，请另选一位");
        }
        if (week.turns().stream().map(each -> each.staffId() + " " + each.day()).distinct().count() != week.turns().size())
            throw Problem.invalid("turn-twice", "同一个人同一天只排一个班");
        // Two leads at once, perhaps with somebody in common: the second waits, then his word stands.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('servicedesk.roster', :community))").param("community", community).query(row -> {});
        jdbc.sql("delete from servicedesk.turn where community_id = :community and day between :from and :to and (:all or staff_id = any(:people))").param("community", community)
            .param("from", monday).param("to", monday.plusDays(6)).param("all", week.people() == null)
            .param("people", week.people() == null ? new Long[0] : week.people().toArray(Long[]::new)).update();
        for (var turn : week.turns())
            jdbc.sql("insert into servicedesk.turn (community_id, staff_id, day, shift, from_at, to_at) values (:community, :staff, :day, :shift, :from, :to)")
                .param("community", community).param("staff", turn.staffId()).param("day", turn.day()).param("shift", turn.shift().name())
                .param("from", turn.shift().start(turn.day(), clock.getZone()).atOffset(ZoneOffset.UTC))
                .param("to", turn.shift().end(turn.day(), clock.getZone()).atOffset(ZoneOffset.UTC)).update();
        audit.note(monday + " 这一周的班表", null, week);
    }

    /** 登记一个人会什么。 @throws Problem 404 {@code technician-not-found} */
    @Transactional
    void setSkills(long community, long person, Skills skills) {
        CurrentUser.get().require(community, "servicedesk.roster");
        if (!workers(community).contains(person)) throw Problem.notFound("technician-not-found", "这位同事不在本小区办任务单，请另选一位");
        jdbc.sql("delete from servicedesk.skill where community_id = :community and staff_id = :person").param("community", community).param("person", person).update();
        for (var trade : skills.trades().stream().distinct().toList())
            jdbc.sql("insert into servicedesk.skill (community_id, staff_id, trade) values (:community, :person, :trade)").param("community", community)
                .param("person", person).param("trade", trade.name()).update();
        audit.note("会做的", null, skills);
    }

    /** 修东西的人里这一刻谁当班；空的是这一刻没有排过他们的班。 */
    public List<Long> onDuty(long community, Instant at) {
        return jdbc.sql("select staff_id from servicedesk.turn where community_id = :community and from_at <= :at and to_at > :at and staff_id = any(:workers) order by 1")
            .param("community", community).param("at", at.atOffset(ZoneOffset.UTC)).param("workers", workers(community).toArray(Long[]::new)).query(Long.class).list();
    }

    /** 会做这一类的人。 */
    public List<Long> skilled(long community, Trade trade) {
        return jdbc.sql("select staff_id from servicedesk.skill where community_id = :community and trade = :trade").param("community", community)
            .param("trade", trade.name()).query(Long.class).list();
    }

    /** 在本小区上班的这位同事叫什么。 */
    Optional<String> nameOf(long community, long person) {
        if (!everybody(community).contains(person)) return Optional.empty();
        return jdbc.sql("select name from access.staff where id = :id and is_active").param("id", person).query(String.class).optional();
    }

    /** Whoever signs in and out here works in shifts here: guards, cleaners, cashiers and clerks too. */
    private List<Long> everybody(long community) {
        return Stream.concat(workers(community).stream(), staff.holders(community, "workforce.attend").stream()).distinct().toList();
    }

    private List<Long> workers(long community) {
        return staff.holders(community, "servicedesk.work");
    }
}
