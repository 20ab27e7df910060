package cn.anju.approval;

import cn.anju.kernel.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 提交审批的一件事，批的人要知道的都在里面。
 *
 * @param kind {@link ApprovalKind#key}
 * @param subjectId the row it is about; one request at a time waits for it
 * @param amount decides which steps are needed; null takes every step
 * @param facts what is needed to decide, in reading order
 * @param link the page of the desk that shows the subject, below the community
 */
public record Submission(String kind, long subjectId, String title, @Nullable Money amount, String reason, List<Fact> facts, @Nullable String link) {

    /** 一项事实，如「本月减免余额」「1,200.00 元」。 */
    public record Fact(String label, String value) {}
}
