package cn.anju.planning;

import cn.anju.access.StaffAccess;
import cn.anju.approval.ApprovalKind;
import cn.anju.kernel.CurrentUser;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 计划与总结由上级批：员工的主管批，主管的主任批，主任的总经理批，总经理的自己定；链是数据，小区可以另设。 */
@Configuration(proxyBeanMethods = false)
class PlanningApprovals {

    /** 谁提交的；自己的不能自己批，所以链各不同。 */
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

        /** @return nothing for the general manager, who has no superior here */
        static Optional<Rank> of(CurrentUser user, long community, StaffAccess staff) {
            var roles = staff.rolesOf(user, community);
            if (roles.contains("general_manager")) return Optional.empty();
            if (roles.contains("director")) return Optional.of(DIRECTOR);
            return Optional.of(user.may(community, "planning.lead") ? SUPERVISOR : STAFF);
        }
    }

    private record PlanKind(Rank rank, ObjectProvider<Plans> plans) implements ApprovalKind {

        @Override
        public String key() {
            return rank.key(Plans.KIND);
        }

        @Override
        public String label() {
            return "计划与总结（%s）".formatted(rank.label);
        }

        @Override
        public List<Step> usualChain() {
            return List.of(Step.always(rank.role));
        }

        @Override
        public void approved(long community, long plan) {
            plans.getObject().approved(community, plan);
        }

        @Override
        public void rejected(long community, long plan, String why) {
            plans.getObject().rejected(community, plan, why);
        }
    }

    @Bean
    ApprovalKind staffPlan(ObjectProvider<Plans> plans) {
        return new PlanKind(Rank.STAFF, plans);
    }

    @Bean
    ApprovalKind supervisorPlan(ObjectProvider<Plans> plans) {
        return new PlanKind(Rank.SUPERVISOR, plans);
    }

    @Bean
    ApprovalKind directorPlan(ObjectProvider<Plans> plans) {
        return new PlanKind(Rank.DIRECTOR, plans);
    }
}
