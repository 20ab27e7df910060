package cn.anju.billing;

import cn.anju.kernel.Problem;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** 一次出账的状态；一切变动都列在 {@link Move} 里。 */
enum BillRunState {
    CALCULATING("计算中"), DRAFT("草稿"), PUBLISHED("已发布"), EMPTY("无新账单"), FAILED("失败"), DISCARDED("已放弃"),
    UNDONE("已撤销");

    /** 一次变动：叫什么，从哪些状态到哪个状态。 */
    enum Move {
        PUBLISH("发布", PUBLISHED, DRAFT),
        DISCARD("放弃", DISCARDED, DRAFT),
        UNDO("撤销", UNDONE, PUBLISHED);

        final String label;
        final BillRunState to;
        final Set<BillRunState> from;

        Move(String label, BillRunState to, BillRunState... from) {
            this.label = label;
            this.to = to;
            this.from = Set.of(from);
        }

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }

        Problem refusedIn(BillRunState state) {
            return Problem.conflict("move-not-allowed", "这次出账是「%s」，不能%s", state.label, label);
        }
    }

    private final String label;

    BillRunState(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** 现在可以做的。 */
    List<Move> moves() {
        return Arrays.stream(Move.values()).filter(move -> move.from.contains(this)).toList();
    }
}
