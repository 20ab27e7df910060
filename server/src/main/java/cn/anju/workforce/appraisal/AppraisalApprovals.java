package cn.anju.workforce.appraisal;

import cn.anju.approval.ApprovalKind;
import cn.anju.workforce.Rank;
import cn.anju.workforce.StaffApproval;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 考核、奖惩、试用期考核要批：主管报的主任批，主任报的总经理批。 */
@Configuration(proxyBeanMethods = false)
class AppraisalApprovals {

    @Bean
    ApprovalKind supervisorAppraisal(ObjectProvider<Appraisals> appraisals) {
        return StaffApproval.of(Appraisals.KIND, "考核", Rank.SUPERVISOR, appraisals);
    }

    @Bean
    ApprovalKind directorAppraisal(ObjectProvider<Appraisals> appraisals) {
        return StaffApproval.of(Appraisals.KIND, "考核", Rank.DIRECTOR, appraisals);
    }

    @Bean
    ApprovalKind supervisorReward(ObjectProvider<Rewards> rewards) {
        return StaffApproval.of(Rewards.KIND, "奖惩", Rank.SUPERVISOR, rewards);
    }

    @Bean
    ApprovalKind directorReward(ObjectProvider<Rewards> rewards) {
        return StaffApproval.of(Rewards.KIND, "奖惩", Rank.DIRECTOR, rewards);
    }

    @Bean
    ApprovalKind supervisorProbation(ObjectProvider<ProbationReviews> reviews) {
        return StaffApproval.of(ProbationReviews.KIND, "试用期考核", Rank.SUPERVISOR, reviews);
    }

    @Bean
    ApprovalKind directorProbation(ObjectProvider<ProbationReviews> reviews) {
        return StaffApproval.of(ProbationReviews.KIND, "试用期考核", Rank.DIRECTOR, reviews);
    }
}
