package cn.anju.servicedesk.ticket;

import cn.anju.kernel.Invariant;
import cn.anju.search.SearchInvariants;
import cn.anju.search.SearchKind;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 服务台任何时候都必须成立的事。 */
@Configuration(proxyBeanMethods = false)
class TicketInvariants {

    @Bean
    Invariant ticketsAgreeWithTheirOrders() {
        return Invariant.of("工单的状态与任务单相符", """
            select '小区 ' || t.community_id || ' 工单 ' || t.number || ' 是 ' || t.state || '，没了的任务单 ' || o.open || ' 张，其中暂停 ' || o.paused || ' 张'
              from servicedesk.ticket t
              cross join lateral (select count(*) open, count(*) filter (where w.state = 'PAUSED') paused
                                    from servicedesk.work_order w
                                   where w.community_id = t.community_id and w.ticket_id = t.id and w.ended_at is null) o
             where (o.open > 0) <> (t.state = 'WORKING' or t.state = 'PAUSED' and t.pause_reason is null) or o.open > 0 and (o.paused = o.open) <> (t.state = 'PAUSED')
            """);
    }

    @Bean
    Invariant ticketNumbersHaveNoGaps() {
        var prefixes = Arrays.stream(TicketKind.values()).map(TicketKind::prefix).collect(Collectors.joining("', '", "'RW', 'SJ', '", "'"));
        return Invariant.of("工单号、任务单号、事件号连续无缺", """
            select '小区 ' || s.community_id || ' 号段 ' || s.prefix || ' ' || to_char(s.month, 'YYYY-MM') || '：发到 ' || s.last || '，有 ' || n.drawn || ' 张，最大 ' || n.highest
              from servicedesk.number_series s
              cross join lateral (select count(*) drawn, coalesce(max(split_part(number, '-', 3)::int), 0) highest
                                    from (select number from servicedesk.ticket t where t.community_id = s.community_id
                                          union all select number from servicedesk.work_order w where w.community_id = s.community_id
                                          union all select number from servicedesk.incident i where i.community_id = s.community_id) each
                                   where number like s.prefix || '-' || to_char(s.month, 'YYYYMM') || '-%%') n
             where s.prefix in (%s) and (n.drawn <> s.last or n.highest <> s.last)
            """.formatted(prefixes));
    }

    @Bean
    Invariant everyTicketIsInTheLog() {
        return Invariant.of("每张工单在登记本上都有一笔", """
            select '小区 ' || t.community_id || ' 工单 ' || t.number || ' 在登记本上没有'
              from servicedesk.ticket t
             where not exists (select from servicedesk.contact c where c.community_id = t.community_id and c.ticket_id = t.id)
            """);
    }

    @Bean
    Invariant pausesAgreeWithOrders() {
        return Invariant.of("暂停的任务单正好有一段没完的暂停", """
            select '小区 ' || w.community_id || ' 任务单 ' || w.number || ' 是 ' || w.state || '，没完的暂停 ' || p.open || ' 段'
              from servicedesk.work_order w
              cross join lateral (select count(*) open from servicedesk.work_pause p
                                   where p.community_id = w.community_id and p.order_id = w.id and p.to_at is null) p
             where (w.state = 'PAUSED') <> (p.open = 1)
            """);
    }

    @Bean
    Invariant ticketsFoundAreThere() {
        return SearchInvariants.entriesHaveRows(SearchKind.TICKET, "servicedesk.ticket");
    }
}
