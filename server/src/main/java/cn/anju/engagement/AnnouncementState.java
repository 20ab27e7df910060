package cn.anju.engagement;

import cn.anju.kernel.Problem;
import java.util.Set;

/** 一份通告走到哪里。 */
enum AnnouncementState {
    DRAFT("在起草"), REVIEW("等审核"), APPROVED("审过了"), PUBLISHED("已发布"), WITHDRAWN("已撤回");

    enum Move {
        SUBMIT("送审", REVIEW, DRAFT),
        APPROVE("审核通过", APPROVED, REVIEW),
        RETURN("退回", DRAFT, REVIEW),
        PUBLISH("发布", PUBLISHED, APPROVED),
        WITHDRAW("撤回", WITHDRAWN, DRAFT, APPROVED, PUBLISHED);

        final String label;
        final AnnouncementState to;
        final Set<AnnouncementState> from;

        Move(String label, AnnouncementState to, AnnouncementState... from) {
            this.label = label;
            this.to = to;
            this.from = Set.of(from);
        }
    }

    final String label;

    AnnouncementState(String label) {
        this.label = label;
    }

    /** @throws Problem 409 {@code move-not-allowed} */
    AnnouncementState after(Move move) {
        if (!move.from.contains(this)) throw Problem.conflict("move-not-allowed", "这份通告%s，不能%s", label, move.label);
        return move.to;
    }
}
