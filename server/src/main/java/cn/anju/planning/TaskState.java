package cn.anju.planning;

import cn.anju.kernel.Problem;
import java.util.Set;

/** 任务的状态；一切变动都列在 {@link Move} 里，别处不得直接改状态。 */
enum TaskState {
    GIVEN("待签收"),
    TAKEN("在办"),
    DONE("待确认"),
    CONFIRMED("已确认"),
    CANCELLED("已撤销");

    final String label;

    TaskState(String label) {
        this.label = label;
    }

    /** @see #isOfDoer the rest is for who gave it */
    enum Move {
        TAKE("签收", TAKEN, true, false, GIVEN),
        REPORT("报进展", TAKEN, true, true, TAKEN),
        FINISH("办完回执", DONE, true, true, TAKEN),
        CONFIRM("确认", CONFIRMED, false, false, DONE),
        SEND_BACK("退回重办", TAKEN, false, true, DONE),
        CANCEL("撤销", CANCELLED, false, true, GIVEN, TAKEN);

        final String label;
        final TaskState to;
        final boolean isOfDoer;
        final boolean needsNote;
        final Set<TaskState> from;

        Move(String label, TaskState to, boolean isOfDoer, boolean needsNote, TaskState... from) {
            this.label = label;
            this.to = to;
            this.isOfDoer = isOfDoer;
            this.needsNote = needsNote;
            this.from = Set.of(from);
        }
    }

    TaskState after(Move move) {
        if (!move.from.contains(this)) throw Problem.conflict("move-not-allowed", "任务%s，不能%s", label, move.label);
        return move.to;
    }
}
