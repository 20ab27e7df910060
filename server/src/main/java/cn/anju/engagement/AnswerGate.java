package cn.anju.engagement;

import cn.anju.kernel.Problem;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** 不用登录的门：一个地址一分钟只能来这么多次，链接猜不出来。 */
@Component
class AnswerGate {

    static final int MOST = 30;

    private final Map<String, Integer> seen = new HashMap<>();
    private final Clock clock;
    private long minute;

    AnswerGate(Clock clock) {
        this.clock = clock;
    }

    /** @throws Problem 429 {@code too-many-requests} */
    synchronized void pass(String address) {
        var now = clock.instant().getEpochSecond() / 60;
        if (now != minute) seen.clear();
        minute = now;
        if (seen.merge(address, 1, Integer::sum) > MOST) throw Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", "来得太快了，请过一分钟再试");
    }
}
