package cn.anju.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * 一次导入的现状。
 *
 * @param accepted every good row: created, changed or unchanged
 * @param warned how many warnings there are, for rows that were taken
 * @param found what the lists of the import hold, by column
 * @param totals of the rows taken, where they are money
 * @param done rows worked on so far
 * @param secondsLeft about how long it still takes, while that can be told
 * @param isUndoable whether what it wrote is still remembered
 * @param message what it is doing, why it failed, or what of the file was not read
 */
record ImportView(long id, String kind, String label, String filename, State state, int accepted, int created, int changed,
                  int unchanged, int rejected, int warned, List<Found> found, List<ImportTotal> totals, long done, long total, @Nullable String message,
                  @Nullable String code,
                  @Nullable String startedBy, Instant createdAt, @Nullable Instant finishedAt, @Nullable Long jobId,
                  @Nullable Long secondsLeft, boolean isUndoable, @Nullable String undoneBy, @Nullable Instant undoneAt) {

    enum State {
        RUNNING, PREVIEW, DONE, FAILED, UNDONE;

        /** Lower case in JSON and in the table. */
        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * 一张清单里，说到某一栏的有几处。
     *
     * @param list rejects, warnings or changes
     * @param toConfirm a change of owner, which waits for a date
     */
    record Found(String list, @Nullable String column, boolean toConfirm, int rows) {}

    /** 清单里的一行。 */
    record Line(long id, String kind, String label, String filename, State state, int accepted, int rejected, int warned,
                @Nullable String message, @Nullable String startedBy, Instant createdAt, @Nullable Instant finishedAt) {}
}
