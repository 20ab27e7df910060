package cn.anju.cashier.refund;

import cn.anju.kernel.Problem;
import java.util.Set;

/** 退款申请的状态；一切变动都列在 {@link Move} 里。 */
enum RefundState {
    WAITING("待审批"), APPROVED("待付款"), REJECTED("不同意"), CANCELLED("已取消"), PAID("已付");

    /** 怎样变。 */
    enum Move {
        APPROVE("同意", APPROVED, WAITING), REJECT("驳回", REJECTED, WAITING), CANCEL("取消", CANCELLED, APPROVED), PAY("付款", PAID, APPROVED);

        private final String label;
        private final RefundState to;
        private final Set<RefundState> from;

        Move(String label, RefundState to, RefundState... from) {
            this.label = label;
            this.to = to;
            this.from = Set.of(from);
        }
    }

    private final String label;

    RefundState(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** @throws Problem 409 {@code move-not-allowed} */
    RefundState after(Move move) {
        if (!move.from.contains(this)) throw Problem.conflict("move-not-allowed", "这笔退款「%s」，不能%s", label, move.label);
        return move.to;
    }
}
