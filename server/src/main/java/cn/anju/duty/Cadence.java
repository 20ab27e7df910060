package cn.anju.duty;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** 一条职责多久来一回。事来才办的和一直要守的，不按日子派。 */
enum Cadence {
    @JsonProperty("event") EVENT("事来即办"),
    @JsonProperty("shift") SHIFT("每班"),
    @JsonProperty("daily") DAILY("每天"),
    @JsonProperty("weekly") WEEKLY("每周"),
    @JsonProperty("monthly") MONTHLY("每月"),
    @JsonProperty("quarterly") QUARTERLY("每季"),
    @JsonProperty("semiannual") SEMIANNUAL("每半年"),
    @JsonProperty("annual") ANNUAL("每年"),
    @JsonProperty("continuous") CONTINUOUS("一直");

    /** 一回：从哪天到哪天，两头都算。 */
    record Span(LocalDate from, LocalDate to) {}

    final String label;

    Cadence(String label) {
        this.label = label;
    }

    /** Whether it comes round with the calendar, and so is handed out as a task. */
    boolean isPeriodic() {
        return this != EVENT && this != CONTINUOUS;
    }

    /** 这一天落在哪一回。 @throws IllegalStateException for a cadence without rounds */
    Span around(LocalDate day) {
        return switch (this) {
            case SHIFT, DAILY -> new Span(day, day);
            case WEEKLY -> {
                var monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield new Span(monday, monday.plusDays(6));
            }
            case MONTHLY -> months(day, 1);
            case QUARTERLY -> months(day, 3);
            case SEMIANNUAL -> months(day, 6);
            case ANNUAL -> months(day, 12);
            case EVENT, CONTINUOUS -> throw new IllegalStateException(this + " has no rounds");
        };
    }

    private static Span months(LocalDate day, int length) {
        var first = day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / length * length + 1);
        return new Span(first, first.plusMonths(length).minusDays(1));
    }
}
