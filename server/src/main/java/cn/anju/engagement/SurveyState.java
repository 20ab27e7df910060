package cn.anju.engagement;

import cn.anju.kernel.Problem;
import java.util.Set;

/** 一次调查走到哪里；归档以后不再变。 */
enum SurveyState {
    DRAFT("在做问卷"), OPEN("正在回收"), CLOSED("已收齐"), SUBMITTED("报告等批"), APPROVED("报告已批"), ARCHIVED("已归档");

    enum Move {
        OPEN("开始回收", SurveyState.OPEN, SurveyState.DRAFT),
        CLOSE("结束回收", CLOSED, SurveyState.OPEN),
        SUBMIT("上报", SUBMITTED, CLOSED),
        APPROVE("批准报告", APPROVED, SUBMITTED),
        RETURN("退回报告", CLOSED, SUBMITTED),
        ARCHIVE("归档", ARCHIVED, APPROVED);

        final String label;
        final SurveyState to;
        final Set<SurveyState> from;

        Move(String label, SurveyState to, SurveyState... from) {
            this.label = label;
            this.to = to;
            this.from = Set.of(from);
        }
    }

    final String label;

    SurveyState(String label) {
        this.label = label;
    }

    /** @throws Problem 409 {@code move-not-allowed} */
    SurveyState after(Move move) {
        if (!move.from.contains(this)) throw Problem.conflict("move-not-allowed", "这次调查%s，不能%s", label, move.label);
        return move.to;
    }
}
