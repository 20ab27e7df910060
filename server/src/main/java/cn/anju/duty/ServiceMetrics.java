package cn.anju.duty;

import static cn.anju.duty.Metric.Goal.AT_LEAST;
import static cn.anju.duty.Metric.Goal.AT_MOST;

import java.util.List;
import org.springframework.stereotype.Component;

/** 服务做得怎样。 */
@Component
class ServiceMetrics implements Metric.Book {

    @Override
    public List<Metric> metrics() {
        return List.of(
            new Metric("servicedesk.answered-in-time", "两声内接听", "本月记有响铃时间的来电里，10 秒内接听的比例", AT_LEAST, "90", "desk-contacts", """
                select count(*) filter (where ring_seconds <= 10) part, count(*) whole from servicedesk.contact
                 where community_id = :community and ring_seconds is not null and received_at >= :from and received_at < :to
                """),
            new Metric("servicedesk.read-back", "复述确认", "本月住户报修里向住户复述过并约了时间的比例", AT_LEAST, "95", "tickets?kind=REPAIR", """
                select count(*) filter (where read_back_at is not null and (promised_at is not null or wished_from is not null)) part, count(*) whole from servicedesk.ticket
                 where community_id = :community and kind = 'REPAIR' and source in ('PHONE', 'COUNTER') and room_id is not null and opened_at >= :from and opened_at < :to
                """),
            new Metric("servicedesk.kept-word", "按承诺时间办完", "本月办完、承诺过时间的工单里没有超过的比例", AT_LEAST, "90", "tickets", """
                select count(*) filter (where done_at <= greatest(promised_at, due_at)) part, count(*) whole from servicedesk.ticket
                 where community_id = :community and done_at >= :from and done_at < :to and promised_at is not null
                """),
            new Metric("servicedesk.callback-rate", "维修回访率", "本月办完的报修里回访到的比例", AT_LEAST, "60", "tickets?kind=REPAIR", """
                select count(*) filter (where exists (select from servicedesk.callback b where b.community_id = t.community_id and b.ticket_id = t.id
                                                         and b.outcome <> 'UNREACHED')) part, count(*) whole
                  from servicedesk.ticket t
                 where t.community_id = :community and t.kind = 'REPAIR' and t.done_at >= :from and t.done_at < :to and t.state <> 'CANCELLED'
                """),
            new Metric("servicedesk.instant-callback", "办完即回访", "本月办完的工单里，一天内回访的比例", AT_LEAST, "60", "tickets", """
                select count(*) filter (where exists (select from servicedesk.callback b where b.community_id = t.community_id and b.ticket_id = t.id
                                                         and b.made_at <= t.done_at + interval '1 day')) part, count(*) whole
                  from servicedesk.ticket t
                 where t.community_id = :community and t.kind in ('REPAIR', 'PAID_SERVICE') and t.done_at >= :from and t.done_at < :to and t.state <> 'CANCELLED'
                """),
            new Metric("servicedesk.overdue-open", "超时未办", "超过时限还没有办完的工单", AT_MOST, "0", "tickets?overdue=true", """
                select count(*) part, null::bigint whole from servicedesk.ticket
                 where community_id = :community and state in ('OPEN', 'WORKING') and due_at < cast(:today as date)
                """),
            new Metric("servicedesk.complaints-in-a-day", "投诉 24 小时办结", "本月受理的投诉里 24 小时内办结的比例", AT_LEAST, "90", "tickets?kind=COMPLAINT", """
                select count(*) filter (where done_at <= opened_at + interval '24 hours') part, count(*) whole from servicedesk.ticket
                 where community_id = :community and kind = 'COMPLAINT' and state <> 'CANCELLED' and opened_at >= :from and opened_at < :to
                   and (done_at is not null or opened_at < cast(:today as date) - interval '24 hours')
                """),
            new Metric("servicedesk.introduced", "介绍小区与服务", "本月来访接待里介绍过小区和服务的比例", AT_LEAST, "50", "desk-contacts?source=COUNTER", """
                select count(*) filter (where introduced) part, count(*) whole from servicedesk.contact
                 where community_id = :community and source = 'COUNTER' and received_at >= :from and received_at < :to
                """),
            new Metric("servicedesk.closed-loop", "工单闭环", "上月受理的工单里已经办结的比例", AT_LEAST, "98", "tickets", """
                select count(*) filter (where closed_at is not null) part, count(*) whole from servicedesk.ticket
                 where community_id = :community and opened_at >= cast(:from as date) - interval '1 month' and opened_at < :from
                """));
    }
}
