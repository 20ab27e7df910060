package cn.anju.ledger.voucher;

import cn.anju.kernel.Problem;
import java.util.Set;

/** 手工凭证的状态；一切变动都列在 {@link Move} 里。 */
enum VoucherState {
    DRAFT("草稿"), SUBMITTED("待审核"), POSTED("已记账"), RETURNED("已退回"), REFUSED("拒收"), DISCARDED("已废弃");

    enum Move {
        SUBMIT("提交", SUBMITTED, DRAFT, RETURNED),
        WITHDRAW("撤回", DRAFT, SUBMITTED),
        POST("审核记账", POSTED, SUBMITTED),
        RETURN("退回", RETURNED, SUBMITTED),
        REFUSE("拒收", REFUSED, SUBMITTED),
        DISCARD("废弃", DISCARDED, DRAFT, RETURNED);

        final String label;
        final VoucherState to;
        final Set<VoucherState> from;

        Move(String label, VoucherState to, VoucherState... from) {
            this.label = label;
            this.to = to;
            this.from = Set.of(from);
        }

        /** Whether the move is one of a reviewer, not of the maker. */
        boolean isReview() {
            return this == POST || this == RETURN || this == REFUSE;
        }
    }

    /** 审核不通过的原因；伪造、涂改、不合法的不得受理，并报领导。 */
    enum Cause {
        FORGED("伪造"), ALTERED("涂改"), UNLAWFUL("业务不合法"), INCOMPLETE("单据不全"), MISTAKEN("科目或金额有误");

        final String label;

        Cause(String label) {
            this.label = label;
        }

        boolean isRefused() {
            return this == FORGED || this == ALTERED || this == UNLAWFUL;
        }
    }

    final String label;

    VoucherState(String label) {
        this.label = label;
    }

    VoucherState after(Move move) {
        if (!move.from.contains(this)) throw Problem.conflict("move-not-allowed", "凭证%s，不能%s", label, move.label);
        return move.to;
    }

    boolean isEditable() {
        return this == DRAFT || this == RETURNED;
    }
}
