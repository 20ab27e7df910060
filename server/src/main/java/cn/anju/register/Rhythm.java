package cn.anju.register;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** 多久要写一次。 */
enum Rhythm {
    EVENT("有事就记"), SHIFT("每班"), DAILY("每天"), WEEKLY("每周"), MONTHLY("每月"), QUARTERLY("每季"), HALF_YEARLY("每半年"), YEARLY("每年");

    private final String label;

    Rhythm(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Whether there is a day by which something must be written. */
    boolean isDue() {
        return this != EVENT;
    }

    /** The first day of the period that {@code day} is in; a shift counts as its day. */
    LocalDate start(LocalDate day) {
        return switch (this) {
            case EVENT, SHIFT, DAILY -> day;
            case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHLY -> day.withDayOfMonth(1);
            case QUARTERLY -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
            case HALF_YEARLY -> day.withDayOfMonth(1).withMonth(day.getMonthValue() > 6 ? 7 : 1);
            case YEARLY -> day.withDayOfYear(1);
        };
    }
}
