package cn.anju.job;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 一件长活的现状。
 *
 * @param total 0 while unknown
 * @param message what it is doing, or why it failed
 * @param code why it failed, stable
 * @param result what the handler gave, once it is done
 */
record JobView(long id, String kind, String label, State state, long done, long total, @Nullable String message,
               @Nullable String code, @Nullable Map<String, Object> result, Instant createdAt, @Nullable Instant startedAt,
               @Nullable Instant finishedAt) {

    enum State { WAITING, RUNNING, DONE, FAILED }
}
