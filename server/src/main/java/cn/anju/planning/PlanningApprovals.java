package cn.anju.planning;

import cn.anju.access.StaffAccess;
import cn.anju.approval.ApprovalKind;
import cn.anju.approval.Approvals;
import cn.anju.kernel.CurrentUser;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 计划与总结由上级批：员工的主管批，主管的主任批，主任的总经理批，总经理的自己定；文件在编制之后还要审核、批准两步，三个人；年度预算也是两步，用款计划一步。链是数据，小区可以另设。 */
@Configuration(proxyBeanMethods = false)
class PlanningApprovals {

    /** 谁提交的；自己的不能自己批，所以链各不同。 */
    enum Rank {
        STAFF("", "员工", "cs_supervisor", List.of("cs_supervisor", "director")),
        SUPERVISOR("-supervisor", "主管", "director", List.of("director", "general_manager")),
        DIRECTOR("-director", "主任", "general_manager", List.of("cs_supervisor", "general_manager"));

        private final String suffix;
        private final String label;
        private final String role;
        /** Who reviews and who approves what somebody of this rank has drafted. */
        private final List<String> signers;

        Rank(String suffix, String label, String role, List<String> signers) {
            this.suffix = suffix;
            this.label = label;
            this.role = role;
            this.signers = signers;
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

    private record PaperKind(Rank rank, ObjectProvider<Documents> documents, ObjectProvider<Approvals> approvals) implements ApprovalKind {

        @Override
        public String key() {
            return rank.key(Documents.KIND);
        }

        @Override
        public String label() {
            return "文件审核批准（%s编）".formatted(rank.label);
        }

        @Override
        public List<Step> usualChain() {
            return rank.signers.stream().map(Step::always).toList();
        }

        @Override
        public void approved(long community, long document) {
            documents.getObject().approved(community, document, approvals.getObject().signatures(community, key(), document));
        }

        @Override
        public void rejected(long community, long document, String why) {
            documents.getObject().rejected(community, document, why);
        }
    }

    @Bean
    ApprovalKind staffDocument(ObjectProvider<Documents> documents, ObjectProvider<Approvals> approvals) {
        return new PaperKind(Rank.STAFF, documents, approvals);
    }

    @Bean
    ApprovalKind supervisorDocument(ObjectProvider<Documents> documents, ObjectProvider<Approvals> approvals) {
        return new PaperKind(Rank.SUPERVISOR, documents, approvals);
    }

    @Bean
    ApprovalKind directorDocument(ObjectProvider<Documents> documents, ObjectProvider<Approvals> approvals) {
        return new PaperKind(Rank.DIRECTOR, documents, approvals);
    }

    private record MoneyKind(Rank rank, BudgetSpan span, ObjectProvider<Budgets> budgets) implements ApprovalKind {

        @Override
        public String key() {
            return rank.key(span.approval);
        }

        @Override
        public String label() {
            return "%s（%s报）".formatted(span.label, rank.label);
        }

        @Override
        public List<Step> usualChain() {
            return (span == BudgetSpan.YEAR ? rank.signers : List.of(rank.role)).stream().map(Step::always).toList();
        }

        @Override
        public void approved(long community, long budget) {
            budgets.getObject().approved(community, budget);
        }

        @Override
        public void rejected(long community, long budget, String why) {
            budgets.getObject().rejected(community, budget, why);
        }
    }

    @Bean
    ApprovalKind supervisorBudget(ObjectProvider<Budgets> budgets) {
        return new MoneyKind(Rank.SUPERVISOR, BudgetSpan.YEAR, budgets);
    }

    @Bean
    ApprovalKind directorBudget(ObjectProvider<Budgets> budgets) {
        return new MoneyKind(Rank.DIRECTOR, BudgetSpan.YEAR, budgets);
    }

    @Bean
    ApprovalKind supervisorFundPlan(ObjectProvider<Budgets> budgets) {
        return new MoneyKind(Rank.SUPERVISOR, BudgetSpan.MONTH, budgets);
    }

    @Bean
    ApprovalKind directorFundPlan(ObjectProvider<Budgets> budgets) {
        return new MoneyKind(Rank.DIRECTOR, BudgetSpan.MONTH, budgets);
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
