package cn.anju.workforce;

import cn.anju.access.StaffAccess;
import cn.anju.approval.ApprovalKind;
import cn.anju.kernel.CurrentUser;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 人事要批的事：员工的主管批，主管的主任批，主任的总经理批；链是数据，小区可以另设。 */
@Configuration(proxyBeanMethods = false)
class WorkforceApprovals {

    /** 批下来怎么办。 */
    interface Decided {

        void approved(long community, long id);

        void rejected(long community, long id, String why);
    }

    /** 谁的申请；自己的不能自己批，所以链各不同。 */
    enum Rank {
        STAFF("", "员工", "cs_supervisor"),
        SUPERVISOR("-supervisor", "主管", "director"),
        DIRECTOR("-director", "主任", "general_manager");

        private final String suffix;
        private final String label;
        private final String role;

        Rank(String suffix, String label, String role) {
            this.suffix = suffix;
            this.label = label;
            this.role = role;
        }

        String key(String kind) {
            return kind + suffix;
        }

        static Rank of(CurrentUser user, long community, StaffAccess staff) {
            if (staff.rolesOf(user, community).contains("director")) return DIRECTOR;
            return user.may(community, "workforce.team") ? SUPERVISOR : STAFF;
        }
    }

    private record Kind(String key, String label, List<Step> usualChain, ObjectProvider<? extends Decided> decided) implements ApprovalKind {

        @Override
        public void approved(long community, long id) {
            decided.getObject().approved(community, id);
        }

        @Override
        public void rejected(long community, long id, String why) {
            decided.getObject().rejected(community, id, why);
        }
    }

    @Bean
    ApprovalKind staffCorrection(ObjectProvider<Corrections> corrections) {
        return kind(Corrections.KIND, "补签", Rank.STAFF, corrections);
    }

    @Bean
    ApprovalKind supervisorCorrection(ObjectProvider<Corrections> corrections) {
        return kind(Corrections.KIND, "补签", Rank.SUPERVISOR, corrections);
    }

    @Bean
    ApprovalKind directorCorrection(ObjectProvider<Corrections> corrections) {
        return kind(Corrections.KIND, "补签", Rank.DIRECTOR, corrections);
    }

    @Bean
    ApprovalKind staffLeave(ObjectProvider<Leaves> leaves) {
        return kind(Leaves.KIND, "请假", Rank.STAFF, leaves);
    }

    @Bean
    ApprovalKind longLeave(ObjectProvider<Leaves> leaves) {
        return new Kind(Leaves.KIND + "-long", "请假（员工，三天以上）", List.of(ApprovalKind.Step.always("cs_supervisor"), ApprovalKind.Step.always("director")), leaves);
    }

    @Bean
    ApprovalKind supervisorLeave(ObjectProvider<Leaves> leaves) {
        return kind(Leaves.KIND, "请假", Rank.SUPERVISOR, leaves);
    }

    @Bean
    ApprovalKind directorLeave(ObjectProvider<Leaves> leaves) {
        return kind(Leaves.KIND, "请假", Rank.DIRECTOR, leaves);
    }

    private static ApprovalKind kind(String key, String label, Rank rank, ObjectProvider<? extends Decided> decided) {
        return new Kind(rank.key(key), "%s（%s）".formatted(label, rank.label), List.of(ApprovalKind.Step.always(rank.role)), decided);
    }
}
