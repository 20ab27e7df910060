package cn.anju.cashier.agency;

import cn.anju.kernel.Problem;
import java.util.Set;

/** 移交单的状态；一切变动都列在 {@link Move} 里。 */
enum AgencyState {
    WAITING("待审批"), APPROVED("待付款"), REJECTED("不同意"), CANCELLED("已取消"), PAID("已移交"), REVERSED("已冲销");

    /** 怎样变。 */
    enum Move {
        APPROVE("同意", APPROVED, WAITING), REJECT("驳回", REJECTED, WAITING), CANCEL("取消", CANCELLED, APPROVED), PAY("付款", PAID, APPROVED),
        REVERSE("冲销", REVERSED, PAID);

        private final String label;
        private final AgencyState to;
        private final Set<AgencyState> from;

        Move(String label, AgencyState to, AgencyState... from) {
            this.label = label;
            this.to = to;
            this.from = Set.of(from);
        }

        /** What it held is free to be handed on by another one. */
        boolean letsGo() {
            return to == REJECTED || to == CANCELLED || to == REVERSED;
        }
    }

    private final String label;

    AgencyState(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** @throws Problem 409 {@code move-not-allowed} */
    AgencyState after(Move move) {
        if (!move.from.contains(this)) throw Problem.conflict("move-not-allowed", "这份移交单%s，不能%s", label, move.label);
        return move.to;
    }
}
