package cn.anju.servicedesk.roster;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** 班次；夜班到第二天早上。 */
public enum Shift {
    EARLY("早班", 7, 15),
    DAY("白班", 8, 18),
    LATE("晚班", 14, 22),
    NIGHT("夜班", 22, 7);

    private final String label;
    private final LocalTime from;
    private final LocalTime to;

    Shift(String label, int from, int to) {
        this.label = label;
        this.from = LocalTime.of(from, 0);
        this.to = LocalTime.of(to, 0);
    }

    public String label() {
        return label;
    }

    /** 07:00-15:00 */
    public String hours() {
        return from + "-" + to;
    }

    Instant start(LocalDate day, ZoneId zone) {
        return day.atTime(from).atZone(zone).toInstant();
    }

    Instant end(LocalDate day, ZoneId zone) {
        return (to.isAfter(from) ? day : day.plusDays(1)).atTime(to).atZone(zone).toInstant();
    }
}
