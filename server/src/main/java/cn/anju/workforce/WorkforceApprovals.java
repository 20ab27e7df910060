package cn.anju.workforce;

import cn.anju.approval.ApprovalKind;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 人事要批的事：员工的主管批，主管的主任批，主任的总经理批；链是数据，小区可以另设。 */
@Configuration(proxyBeanMethods = false)
class WorkforceApprovals {

    @Bean
    ApprovalKind staffCorrection(ObjectProvider<Corrections> corrections) {
        return StaffApproval.of(Corrections.KIND, "补签", Rank.STAFF, corrections);
    }

    @Bean
    ApprovalKind supervisorCorrection(ObjectProvider<Corrections> corrections) {
        return StaffApproval.of(Corrections.KIND, "补签", Rank.SUPERVISOR, corrections);
    }

    @Bean
    ApprovalKind directorCorrection(ObjectProvider<Corrections> corrections) {
        return StaffApproval.of(Corrections.KIND, "补签", Rank.DIRECTOR, corrections);
    }

    @Bean
    ApprovalKind staffLeave(ObjectProvider<Leaves> leaves) {
        return StaffApproval.of(Leaves.KIND, "请假", Rank.STAFF, leaves);
    }

    @Bean
    ApprovalKind longLeave(ObjectProvider<Leaves> leaves) {
        return new StaffApproval(Leaves.KIND + "-long", "请假（员工，三天以上）", List.of(ApprovalKind.Step.always("cs_supervisor"), ApprovalKind.Step.always("director")), leaves);
    }

    @Bean
    ApprovalKind supervisorLeave(ObjectProvider<Leaves> leaves) {
        return StaffApproval.of(Leaves.KIND, "请假", Rank.SUPERVISOR, leaves);
    }

    @Bean
    ApprovalKind directorLeave(ObjectProvider<Leaves> leaves) {
        return StaffApproval.of(Leaves.KIND, "请假", Rank.DIRECTOR, leaves);
    }
}
