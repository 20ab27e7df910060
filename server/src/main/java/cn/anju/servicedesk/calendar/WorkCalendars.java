package cn.anju.servicedesk.calendar;

import cn.anju.servicedesk.ServiceDeskSettings;
import cn.anju.setting.Settings;
import com.tyme.holiday.LegalHoliday;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 小区的工作日历：上班时间是设置；法定节假日与调休照国务院的通知，小区自己登记的在先。 */
@Component
@Transactional(readOnly = true)
public class WorkCalendars {

    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private record Special(LocalDate day, boolean isWorked) {}

    private final JdbcClient jdbc;
    private final Settings settings;
    private final Clock clock;

    WorkCalendars(JdbcClient jdbc, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** 这个小区现在的日历。 */
    public BusinessCalendar of(long community) {
        var hours = settings.get(community, ServiceDeskSettings.HOURS);
        var weekends = settings.get(community, ServiceDeskSettings.WEEKENDS);
        var special = special(community);
        return new BusinessCalendar(clock.getZone(), hours.from(), hours.to(), day -> {
            var own = special.get(day);
            if (own != null) return own;
            var legal = LegalHoliday.fromYmd(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
            if (legal != null) return legal.isWork();
            return weekends || !WEEKEND.contains(day.getDayOfWeek());
        });
    }

    /** Whether the notice of that year's holidays is known; it is published late in the year before. */
    public boolean knows(long community, int year) {
        return LegalHoliday.fromYmd(year, 1, 1) != null || LegalHoliday.fromYmd(year, 10, 1) != null
            || special(community).keySet().stream().anyMatch(day -> day.getYear() == year);
    }

    private Map<LocalDate, Boolean> special(long community) {
        return jdbc.sql("select day, is_worked from servicedesk.special_day where community_id = :community").param("community", community)
            .query(Special.class).stream().collect(Collectors.toMap(Special::day, Special::isWorked));
    }
}
