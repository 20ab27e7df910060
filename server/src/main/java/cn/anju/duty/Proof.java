package cn.anju.duty;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 一种记录，证明一件事办了。
 *
 * <p>The query answers for {@code :community} with the columns staff_id, staff_name, area_id, opened_at, due_at, done_at, text, link:
 * the matter came at opened_at, is due at due_at (null: at once or never), and was done at done_at (null: not yet).
 *
 * @param key module dot what happened
 * @param label what it is called, for people
 * @param occasion what the record needs before it can be asked for: counts for {@code :community} from {@code :from} until
 *     {@code :to}; a round without one is nobody's fault. Null where the record is asked for in any case
 * @param isOfPost a paper of the writer's own post or department: it does not do the same duty of another post
 */
public record Proof(String key, String label, String sql, @Nullable String occasion, boolean isOfPost) {

    public Proof(String key, String label, String sql, @Nullable String occasion) {
        this(key, label, sql, occasion, false);
    }

    public Proof(String key, String label, String sql) {
        this(key, label, sql, null, false);
    }

    /** 各部门、各岗位自己的一份。 */
    Proof ofPost() {
        return new Proof(key, label, sql, occasion, true);
    }

    /**
     * 一条记录。
     *
     * @param staffId who did it; null where the record keeps only the name
     * @param areaId the steward's area it lies in, where there is one
     * @param link the page inside the community that shows it
     */
    public record Found(@Nullable Long staffId, @Nullable String staffName, @Nullable Long areaId, Instant openedAt, @Nullable Instant dueAt,
                 @Nullable Instant doneAt, String text, String link) {

        boolean isLate(Instant now) {
            return dueAt != null && (doneAt == null ? now : doneAt).isAfter(dueAt);
        }
    }

    /** 一个模块的记录能证明什么。 */
    public interface Book {
        java.util.List<Proof> proofs();
    }
}
