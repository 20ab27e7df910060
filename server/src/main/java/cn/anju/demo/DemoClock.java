package cn.anju.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** 演示用的时钟：做数据时由人拨着走，做完以后跟着真的时间走。 */
class DemoClock extends Clock {

    private final Clock real = Clock.system(ZoneId.of("Asia/Shanghai"));
    private volatile @Nullable Instant told;

    void tell(LocalDateTime time) {
        told = time.atZone(getZone()).toInstant();
    }

    /** 从此跟着真的时间走。 */
    void follow() {
        told = null;
    }

    @Override
    public Instant instant() {
        var now = told;
        return now == null ? real.instant() : now;
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
