package cn.anju.workforce.training;

import cn.anju.approval.ApprovalKind;
import cn.anju.workforce.Rank;
import cn.anju.workforce.StaffApproval;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 培训计划要批：主管报的主任批，主任报的总经理批。 */
@Configuration(proxyBeanMethods = false)
class TrainingApprovals {

    @Bean
    ApprovalKind supervisorTrainingPlan(ObjectProvider<TrainingPlans> plans) {
        return StaffApproval.of(TrainingPlans.KIND, "培训计划", Rank.SUPERVISOR, plans);
    }

    @Bean
    ApprovalKind directorTrainingPlan(ObjectProvider<TrainingPlans> plans) {
        return StaffApproval.of(TrainingPlans.KIND, "培训计划", Rank.DIRECTOR, plans);
    }
}
