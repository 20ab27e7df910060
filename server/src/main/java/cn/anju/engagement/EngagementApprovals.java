package cn.anju.engagement;

import cn.anju.approval.ApprovalKind;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 客户关系要批的事：调查报告、活动方案由主任批，通告由主任审。 */
@Configuration(proxyBeanMethods = false)
class EngagementApprovals {

    @Bean
    ApprovalKind surveyReport(ObjectProvider<Surveys> surveys) {
        return new ApprovalKind() {
            @Override
            public String key() {
                return Surveys.REPORT;
            }

            @Override
            public String label() {
                return "调查报告";
            }

            @Override
            public List<Step> usualChain() {
                return List.of(Step.always("director"));
            }

            @Override
            public void approved(long community, long id) {
                surveys.getObject().approved(community, id);
            }

            @Override
            public void rejected(long community, long id, String why) {
                surveys.getObject().rejected(community, id, why);
            }
        };
    }

    @Bean
    ApprovalKind gatheringPlan(ObjectProvider<Gatherings> gatherings) {
        return new ApprovalKind() {
            @Override
            public String key() {
                return Gatherings.APPROVAL;
            }

            @Override
            public String label() {
                return "活动方案";
            }

            @Override
            public List<Step> usualChain() {
                return List.of(Step.always("director"));
            }

            @Override
            public void approved(long community, long id) {
                gatherings.getObject().approved(community, id);
            }

            @Override
            public void rejected(long community, long id, String why) {
                gatherings.getObject().rejected(community, id, why);
            }
        };
    }

    @Bean
    ApprovalKind announcement(ObjectProvider<Announcements> announcements) {
        return new ApprovalKind() {
            @Override
            public String key() {
                return Announcements.APPROVAL;
            }

            @Override
            public String label() {
                return "通知公告";
            }

            @Override
            public List<Step> usualChain() {
                return List.of(Step.always("director"));
            }

            @Override
            public void approved(long community, long id) {
                announcements.getObject().approved(community, id);
            }

            @Override
            public void rejected(long community, long id, String why) {
                announcements.getObject().rejected(community, id, why);
            }
        };
    }
}
