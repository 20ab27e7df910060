package cn.anju.engagement;

import cn.anju.kernel.Problem;
import java.util.Set;

/** 一次活动、座谈走到哪里。 */
enum GatheringState {
    DRAFT("在拟方案"), REVIEW("等批"), READY("在筹备"), HELD("办了，待总结"), CLOSED("已总结"), CANCELLED("取消");

    enum Move {
        SUBMIT("送批", REVIEW, DRAFT),
        APPROVE("批准", READY, REVIEW),
        RETURN("退回", DRAFT, REVIEW),
        ANNOUNCE("定下", READY, DRAFT),
        HOLD("记下办了", HELD, READY),
        CLOSE("总结", CLOSED, HELD),
        CANCEL("取消", CANCELLED, DRAFT, READY);

        final String label;
        final GatheringState to;
        final Set<GatheringState> from;

        Move(String label, GatheringState to, GatheringState... from) {
            this.label = label;
            this.to = to;
            this.from = Set.of(from);
        }
    }

    final String label;

    GatheringState(String label) {
        this.label = label;
    }

    /** @throws Problem 409 {@code move-not-allowed} */
    GatheringState after(Move move) {
        if (!move.from.contains(this)) throw Problem.conflict("move-not-allowed", "这次活动%s，不能%s", label, move.label);
        return move.to;
    }
}
