package cn.anju;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** 可拨的时钟；从 2026-11-21 09:00（北京）起走，拨过以后停在那里往后数。 */
public final class TestClock extends Clock {

    private static final Instant START = LocalDate.of(2026, 11, 21).atTime(LocalTime.of(9, 0)).atZone(Anju.ZONE).toInstant();

    static final TestClock SHARED = new TestClock();

    private volatile Instant now = START;

    private TestClock() {}

    void reset() {
        now = START;
    }

    /** 拨到某天上午九点。 */
    public void setTo(LocalDate day) {
        now = day.atTime(LocalTime.of(9, 0)).atZone(Anju.ZONE).toInstant();
    }

    public void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return Anju.ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
