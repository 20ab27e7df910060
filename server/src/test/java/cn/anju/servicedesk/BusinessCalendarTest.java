package cn.anju.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Anju;
import cn.anju.servicedesk.calendar.BusinessCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BusinessCalendarTest {

    private static final Set<LocalDate> HOLIDAYS = Set.of(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 2), LocalDate.of(2026, 10, 3), LocalDate.of(2026, 10, 4),
        LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 6), LocalDate.of(2026, 10, 7));

    private final BusinessCalendar calendar = new BusinessCalendar(Anju.ZONE, LocalTime.of(8, 10), LocalTime.of(17, 30),
        day -> !HOLIDAYS.contains(day) && day.getDayOfWeek() != DayOfWeek.SUNDAY);

    @Test
    void 下班前登记的_剩下的时间从下一个上班日开门算起() {
        assertThat(after("2026-09-30T17:00", 31)).isEqualTo("2026-10-08T08:11");
        assertThat(after("2026-09-30T17:00", 30)).isEqualTo("2026-09-30T17:30");
        assertThat(after("2026-10-03T12:00", 1)).isEqualTo("2026-10-08T08:11");
        assertThat(after("2026-09-30T06:00", 1)).isEqualTo("2026-09-30T08:11");
        assertThat(after("2026-09-30T20:00", 0)).isEqualTo("2026-10-08T08:10");
    }

    @Test
    void 跨着长假停两次_期限和手算的一分不差() {
        var due = at("2026-09-30T16:00").toInstant();
        due = calendar.after(due, Duration.ofMinutes(560));
        assertThat(local(due)).isEqualTo("2026-10-08T16:00");                                   // 90 before the holiday, 470 after
        due = resumed(due, "2026-09-30T16:30", "2026-10-08T09:00");                            // 530 left, from 9:00: 510 that day, 20 the next
        assertThat(local(due)).isEqualTo("2026-10-09T08:30");
        due = resumed(due, "2026-10-08T17:00", "2026-10-10T08:00");                            // 30 + 20 left, a Saturday, opens at 8:10
        assertThat(local(due)).isEqualTo("2026-10-10T09:00");
    }

    @Test
    void 加上去的和量回来的一样() {
        var random = new Random(20261122);
        for (var round = 0; round < 2000; round++) {
            var start = Instant.parse("2026-09-01T00:00:00Z").plusSeconds(random.nextInt(60 * 86400));
            var minutes = Duration.ofMinutes(1 + random.nextInt(5000));
            var end = calendar.after(start, minutes);
            assertThat(calendar.between(start, end)).as(start + " + " + minutes).isEqualTo(minutes);
        }
    }

    @Test
    void 天天不上班的_也有个尽头() {
        var never = new BusinessCalendar(Anju.ZONE, LocalTime.of(8, 10), LocalTime.of(17, 30), _ -> false);
        assertThat(never.after(Instant.parse("2026-09-01T00:00:00Z"), Duration.ofMinutes(1))).isAfter(Instant.parse("2030-01-01T00:00:00Z"));
    }

    private Instant resumed(Instant due, String paused, String resumed) {
        return calendar.after(at(resumed).toInstant(), calendar.between(at(paused).toInstant(), due));
    }

    private String after(String start, int minutes) {
        return local(calendar.after(at(start).toInstant(), Duration.ofMinutes(minutes)));
    }

    private static ZonedDateTime at(String local) {
        return LocalDateTime.parse(local).atZone(Anju.ZONE);
    }

    private static String local(Instant at) {
        return at.atZone(Anju.ZONE).toLocalDateTime().toString();
    }
}
