package cn.anju.servicedesk.calendar;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import com.tyme.holiday.LegalHoliday;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 节假日与调休：国务院的通知已经在里面，小区自己定的在先；明年的没有就提醒。 */
@Service
@Transactional(readOnly = true)
public class SpecialDays {

    /** @param isOwn entered here, not from the notice */
    record Day(LocalDate day, boolean isWorked, String name, boolean isOwn) {}

    /** @param isNextMissing the notice of the year after this one is not known though it is time to have it */
    record Year(int year, boolean isKnown, boolean isNextMissing, List<Day> days) {}

    record NewDay(boolean isWorked, @NotBlank(message = "请写是什么日子") @Size(max = 40) String name) {}

    private final JdbcClient jdbc;
    private final WorkCalendars calendars;
    private final AuditTrail audit;
    private final Clock clock;

    SpecialDays(JdbcClient jdbc, WorkCalendars calendars, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.calendars = calendars;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem 400 {@code year-invalid} */
    Year of(long community, int year) {
        if (year < 2000 || year > 2100) throw Problem.invalid("year-invalid", "年份请填 2000 到 2100");
        var days = new TreeMap<LocalDate, Day>();
        for (var day = LocalDate.of(year, 1, 1); day.getYear() == year; day = day.plusDays(1)) {
            var legal = LegalHoliday.fromYmd(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
            if (legal != null) days.put(day, new Day(day, legal.isWork(), legal.getName(), false));
        }
        jdbc.sql("select day, is_worked, name, true is_own from servicedesk.special_day where community_id = :community and day between :from and :to")
            .param("community", community).param("from", LocalDate.of(year, 1, 1)).param("to", LocalDate.of(year, 12, 31)).query(Day.class)
            .list().forEach(day -> days.put(day.day(), day));
        return new Year(year, calendars.knows(community, year), isNextMissing(community), List.copyOf(days.values()));
    }

    /** 国务院十一月前后发下一年的通知；到了十一月还没有就该录。 */
    public boolean isNextMissing(long community) {
        var today = LocalDate.now(clock);
        return today.getMonthValue() >= 11 && !calendars.knows(community, today.getYear() + 1);
    }

    /** 登记一天；以后定的期限照它算。 */
    @Transactional
    void put(long community, LocalDate day, NewDay special) {
        CurrentUser.get().require(community, "servicedesk.manage");
        jdbc.sql("""
            insert into servicedesk.special_day (community_id, day, is_worked, name) values (:community, :day, :worked, :name)
            on conflict (community_id, day) do update set is_worked = excluded.is_worked, name = excluded.name
            """).param("community", community).param("day", day).param("worked", special.isWorked()).param("name", special.name().strip()).update();
        audit.note("工作日历 " + day, null, special);
    }

    /** 不要自己定的了，回到通知或平常的算法。 @throws Problem 404 {@code special-day-not-found} */
    @Transactional
    void remove(long community, LocalDate day) {
        CurrentUser.get().require(community, "servicedesk.manage");
        var gone = jdbc.sql("delete from servicedesk.special_day where community_id = :community and day = :day").param("community", community).param("day", day).update();
        if (gone == 0) throw Problem.notFound("special-day-not-found", "这一天没有自己定的安排");
        audit.note("工作日历 " + day, day, null);
    }
}
