package cn.anju.servicedesk.complaint;

import cn.anju.kernel.Invariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 投诉卷宗任何时候都必须成立的事。 */
@Configuration(proxyBeanMethods = false)
class ComplaintInvariants {

    @Bean
    Invariant everyComplaintHasItsFile() {
        return Invariant.of("投诉、纠纷、负面信息件件有卷", """
            select '小区 ' || t.community_id || ' ' || t.number || ' 没有卷宗' from servicedesk.ticket t
             where t.kind in ('COMPLAINT', 'DISPUTE', 'NEGATIVE')
               and not exists (select from servicedesk.complaint c where c.community_id = t.community_id and c.ticket_id = t.id)
            """);
    }

    @Bean
    Invariant complaintNumbersHaveNoGaps() {
        return Invariant.of("投诉卷宗、重大投诉专档的编号不断", """
            select '小区 ' || s.community_id || ' ' || s.prefix || ' ' || to_char(s.month, 'YYYY-MM') || ' 编到 ' || s.last || '，只有 ' || count(c.id) || ' 卷'
              from servicedesk.number_series s
              left join servicedesk.complaint c on c.community_id = s.community_id
               and case s.prefix when 'JZ' then c.number else c.major_number end like s.prefix || '-' || to_char(s.month, 'YYYYMM') || '-%'
             where s.prefix in ('JZ', 'ZD') group by s.community_id, s.prefix, s.month, s.last having count(c.id) <> s.last
            """);
    }
}
