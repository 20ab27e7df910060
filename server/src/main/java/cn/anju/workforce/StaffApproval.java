package cn.anju.workforce;

import cn.anju.approval.ApprovalKind;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;

/** 人事里一种要批的事。 */
public record StaffApproval(String key, String label, List<Step> usualChain, ObjectProvider<? extends Decided> decided) implements ApprovalKind {

    /** 一步就够的：由申请人的上一级批。 */
    public static ApprovalKind of(String key, String label, Rank rank, ObjectProvider<? extends Decided> decided) {
        return new StaffApproval(rank.key(key), "%s（%s）".formatted(label, rank.label), List.of(Step.always(rank.role)), decided);
    }

    @Override
    public void approved(long community, long id) {
        decided.getObject().approved(community, id);
    }

    @Override
    public void rejected(long community, long id, String why) {
        decided.getObject().rejected(community, id, why);
    }
}
