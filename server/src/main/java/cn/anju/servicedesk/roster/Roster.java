package cn.anju.servicedesk.roster;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 一周的班表和各人的本事；派工时照着提议。 */
@Service
@Transactional(readOnly = true)
public class Roster {

    record Turn(@NotNull(message = "请选人") Long staffId, @NotNull(message = "请选哪天") LocalDate day, @NotNull(message = "请选班次") Shift shift) {}

    /** 一个人和他这一周的班。 */
    record Person(long id, String name, List<Trade> trades, List<Turn> turns) {}

    /** @param monday the week begins on it, whatever day was asked for */
    record Week(LocalDate monday, List<Person> people, List<ShiftHours> shifts) {}

    record ShiftHours(Shift shift, String label, String hours) {}

    record NewWeek(@NotNull(message = "请排班") @Size(max = 2000) List<@Valid @NotNull Turn> turns) {}

    record Skills(@NotNull(message = "请选会做的") @Size(max = 20) List<Trade> trades) {}

    private record Staff(long id, String name) {}

    private record Skill(long staffId, Trade trade) {}

    private final JdbcClient jdbc;
    private final StaffAccess staff;
    private final AuditTrail audit;
    private final Clock clock;

    Roster(JdbcClient jdbc, StaffAccess staff, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.audit = audit;
        this.clock = clock;
    }

    /** 这一天所在的一周。 */
    Week week(long community, LocalDate of) {
        var monday = of.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var turns = jdbc.sql("select staff_id, day, shift from servicedesk.turn where community_id = :community and day between :from and :to order by day")
            .param("community", community).param("from", monday).param("to", monday.plusDays(6)).query(Turn.class).list();
        var skills = jdbc.sql("select staff_id, trade from servicedesk.skill where community_id = :community order by trade").param("community", community).query(Skill.class).list();
        var people = jdbc.sql("select id, name from access.staff where id = any (:ids) and is_active order by name, id")
            .param("ids", workers(community).toArray(Long[]::new)).query(Staff.class).stream().map(each -> new Person(each.id(), each.name(),
                skills.stream().filter(skill -> skill.staffId() == each.id()).map(Skill::trade).toList(),
                turns.stream().filter(turn -> turn.staffId() == each.id()).toList())).toList();
        return new Week(monday, people, Arrays.stream(Shift.values()).map(each -> new ShiftHours(each, each.label(), each.hours())).toList());
    }

    /** 排这一周的班；没写到的是休息。 @throws Problem 400 {@code turn-outside-week}, {@code turn-twice}; 404 {@code technician-not-found} */
    @Transactional
    void setWeek(long community, LocalDate of, NewWeek week) {
        CurrentUser.get().require(community, "servicedesk.roster");
        var monday = of.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var workers = workers(community);
        for (var turn : week.turns()) {
            if (turn.day().isBefore(monday) || turn.day().isAfter(monday.plusDays(6))) throw Problem.invalid("turn-outside-week", "%s 不在这一周", turn.day());
            if (!workers.contains(turn.staffId())) throw Problem.notFound("technician-not-found", "这位同事不在本小区办任务单，请另选一位");
        }
        if (week.turns().stream().map(each -> each.staffId() + " " + each.day()).distinct().count() != week.turns().size())
            throw Problem.invalid("turn-twice", "同一个人同一天只排一个班");
        jdbc.sql("delete from servicedesk.turn where community_id = :community and day between :from and :to").param("community", community)
            .param("from", monday).param("to", monday.plusDays(6)).update();
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

    /** 这一刻谁当班；空的是这一刻没有排过班。 */
    public List<Long> onDuty(long community, Instant at) {
        return jdbc.sql("select staff_id from servicedesk.turn where community_id = :community and from_at <= :at and to_at > :at order by 1")
            .param("community", community).param("at", at.atOffset(ZoneOffset.UTC)).query(Long.class).list();
    }

    /** 会做这一类的人。 */
    public List<Long> skilled(long community, Trade trade) {
        return jdbc.sql("select staff_id from servicedesk.skill where community_id = :community and trade = :trade").param("community", community)
            .param("trade", trade.name()).query(Long.class).list();
    }

    private List<Long> workers(long community) {
        return staff.holders(community, "servicedesk.work");
    }
}
