package cn.anju.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 一件长活的现状。
 *
 * @param total 0 while unknown
 * @param message what it is doing, or why it failed
 * @param code why it failed, stable
 * @param secondsLeft about how long it still takes, while it runs and that can be told
 * @param mayStop whether the person who asks may stop it now
 * @param result what the handler gave, once it is done
 */
record JobView(long id, String kind, String label, State state, long done, long total, @Nullable String message,
               @Nullable String code, @Nullable Map<String, Object> result, Instant createdAt, @Nullable Instant startedAt,
               @Nullable Instant finishedAt, @Nullable Long secondsLeft, boolean mayStop) {

    enum State { WAITING, RUNNING, DONE, FAILED, CANCELLED }

    /** 照到现在的快慢，大约还要多久。Nothing while too little has been done to tell. */
    static @Nullable Long secondsLeft(long done, long total, @Nullable Instant startedAt, Instant now) {
        if (startedAt == null || total <= 0 || done <= 0 || done * 50 < total) return null;
        return Duration.between(startedAt, now).toMillis() * (total - done) / done / 1000;
    }
}
