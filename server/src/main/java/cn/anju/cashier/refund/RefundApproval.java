package cn.anju.cashier.refund;

import cn.anju.approval.ApprovalKind;
import cn.anju.cashier.refund.RefundState.Move;
import cn.anju.kernel.Money;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 退款与退押金的审批：主管批，大额还要主任。 */
@Configuration(proxyBeanMethods = false)
class RefundApproval {

    @Bean
    ApprovalKind refundChain(RefundStore store) {
        return new Kind("refund", "退款", Money.of("1000.00"), store);
    }

    @Bean
    ApprovalKind depositReturnChain(RefundStore store) {
        return new Kind("deposit-return", "退押金", Money.of("5000.00"), store);
    }

    private record Kind(String key, String label, Money large, RefundStore store) implements ApprovalKind {

        @Override
        public List<Step> usualChain() {
            return List.of(Step.always("cs_supervisor"), new Step("director", large));
        }

        @Override
        public void approved(long community, long subjectId) {
            store.move(community, store.lock(community, subjectId), Move.APPROVE, null);
        }

        @Override
        public void rejected(long community, long subjectId, String why) {
            store.move(community, store.lock(community, subjectId), Move.REJECT, why);
        }
    }
}
