package cn.anju.approval;

import cn.anju.kernel.Money;
import java.util.List;

/** 一类要审批的事；由管它的模块实现，批完就地办理，同一事务成败。 */
public interface ApprovalKind {

    /**
     * 链上的一步。
     *
     * @param role the key of the role that decides
     * @param above the step is needed for amounts above this; zero for always
     */
    record Step(String role, Money above) {

        public static Step always(String role) {
            return new Step(role, Money.ZERO);
        }
    }

    /** Stable key, e.g. {@code refund}. */
    String key();

    /** What people call it, e.g. 退款. */
    String label();

    /** The chain while a community has not made its own. */
    List<Step> usualChain();

    /** What the approver must know as it stands at this moment, above what was said when the request was made. */
    default List<Submission.Fact> facts(long community, long subjectId) {
        return List.of();
    }

    /** The last step said yes: carry it out. A {@code Problem} thrown here refuses the decision itself. */
    void approved(long community, long subjectId);

    /** Somebody said no. */
    void rejected(long community, long subjectId, String why);

    /** Whoever asked has taken it back. */
    default void withdrawn(long community, long subjectId) {
        rejected(community, subjectId, "申请人撤回");
    }
}
