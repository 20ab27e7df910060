package cn.anju.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 一次导入的结果，给程序一次取全：退回和提醒都在，多少行都不截。
 *
 * <p>A page asks for {@link ImportView} and reads the lists page by page.
 *
 * @param accepted every good row: created, changed or unchanged
 * @param rejects one per row that was not taken
 * @param warnings for rows that were taken
 */
record ImportOutcome(long id, ImportView.State state, int accepted, int created, int changed, int unchanged, int rejected, List<ImportNote> rejects,
                     List<ImportNote> warnings, @Nullable String message, @Nullable String code) {

    static ImportOutcome of(ImportView view, List<ImportNote> rejects, List<ImportNote> warnings) {
        return new ImportOutcome(view.id(), view.state(), view.accepted(), view.created(), view.changed(), view.unchanged(), view.rejected(), rejects,
            warnings, view.message(), view.code());
    }
}
