package cn.anju.cashier.refund;

import cn.anju.kernel.Invariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 退款的不变量：付了的都有一笔付出、一张单、一张凭证，没付的都没有。 */
@Configuration(proxyBeanMethods = false)
class RefundInvariants {

    @Bean
    Invariant paidRefundsWentOut() {
        return Invariant.of("退款付了一次而且只一次", """
            select format('小区 %s 退款 %s（%s）：应付 %s，付出 %s', f.community_id, f.id, f.state, f.amount, coalesce(-m.amount, 0))
              from cashier.refund f
              left join cashier.till_movement m on m.community_id = f.community_id and m.kind = 'REFUND' and m.source_id = f.id
              left join cashier.slip s on s.community_id = f.community_id and s.kind = 'REFUND' and s.source_id = f.id
             where case when f.state = 'PAID' then f.amount else 0 end <> coalesce(-m.amount, 0) or (f.state = 'PAID') <> (s.number is not null)
             order by 1 limit 100
            """);
    }

    @Bean
    Invariant refundsAreApproved() {
        return Invariant.of("付了的退款都经过审批", """
            select format('小区 %s 退款 %s 没有审批', f.community_id, f.id)
              from cashier.refund f
             where f.state = 'PAID' and not exists (
                   select from approval.request r where r.community_id = f.community_id and r.kind in ('refund', 'deposit-return')
                      and r.subject_id = f.id and r.state = 'APPROVED' and r.made_by = f.made_by)
             order by 1 limit 100
            """);
    }
}
