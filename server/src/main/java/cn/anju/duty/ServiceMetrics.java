package cn.anju.duty;

import static cn.anju.duty.Metric.Goal.AT_LEAST;
import static cn.anju.duty.Metric.Goal.AT_MOST;

import cn.anju.servicedesk.Overdue;
import cn.anju.servicedesk.ServiceDeskSettings;
import cn.anju.servicedesk.WeekCallbacks;
import java.util.List;
import org.springframework.stereotype.Component;

/** 服务做得怎样。 */
@Component
class ServiceMetrics implements Metric.Book {

    @Override
    public List<Metric> metrics() {
        return List.of(
            new Metric("servicedesk.answered-in-time", "两声内接听", "本月记有响铃时间的来电里，在接听时限（设置）以内接起的比例", AT_LEAST, "90", "desk-contacts", """
                select count(*) filter (where ring_seconds <= :limit) part, count(*) whole from servicedesk.contact
                 where community_id = :community and ring_seconds is not null and received_at >= :from and received_at < :to
                """).limitedBy(ServiceDeskSettings.RING_SECONDS),
            new Metric("servicedesk.read-back", "复述确认", "本月住户报修里向住户复述过并约了时间的比例", AT_LEAST, "95", "tickets?kind=REPAIR", """
                select count(*) filter (where read_back_at is not null and (promised_at is not null or wished_from is not null)) part, count(*) whole from servicedesk.ticket
                 where community_id = :community and kind = 'REPAIR' and source in ('PHONE', 'COUNTER') and room_id is not null and opened_at >= :from and opened_at < :to
                """),
            new Metric("servicedesk.kept-word", "按承诺时间办完", "本月办完、承诺过时间的工单里没有超过的比例", AT_LEAST, "90", "tickets?done={month}&promised=true", """
                select count(*) filter (where done_at <= greatest(promised_at, due_at)) part, count(*) whole from servicedesk.ticket
                 where community_id = :community and done_at >= :from and done_at < :to and promised_at is not null
                """),
            new Metric("servicedesk.callback-rate", "维修回访率", "本月收回凭证、留有电话的报修里，收回以后一周（设置）内前台回访到的比例；一周还没过完、也还没访到的不算", AT_LEAST, "60",
                "tickets?returned={month}", """
                select count(*) filter (where %s) part, count(*) whole from servicedesk.ticket t where t.community_id = :community and %s
                """.formatted(WeekCallbacks.called("limit"), WeekCallbacks.counted(":from", ":to", "limit"))).aimedBy(ServiceDeskSettings.CALLBACK_RATE)
                .limitedBy(ServiceDeskSettings.CALLBACK_DAYS),
            new Metric("servicedesk.instant-callback", "办完即回访", "本月办完的报修和服务里，在当场回访期限（设置）以内回访的比例", AT_LEAST, "60", "tickets?done={month}&served=true", """
                select count(*) filter (where exists (select from servicedesk.callback b where b.community_id = t.community_id and b.ticket_id = t.id
                                                         and b.made_at <= t.done_at + make_interval(hours => :limit))) part, count(*) whole
                  from servicedesk.ticket t
                 where t.community_id = :community and t.kind in ('REPAIR', 'PAID_SERVICE') and t.done_at >= :from and t.done_at < :to and t.state <> 'CANCELLED'
                """).limitedBy(ServiceDeskSettings.INSTANT_HOURS),
            new Metric("servicedesk.overdue-open", "超时未办", "没有办完，已经过了办完期限、接单期限或答应的上门时间的工单", AT_MOST, "0", "tickets?overdue=true", """
                select count(*) part, null::bigint whole from servicedesk.ticket t where t.community_id = :community and t.closed_at is null and %s
                """.formatted(Overdue.OPEN_TICKET)),
            new Metric("servicedesk.complaints-in-a-day", "投诉 24 小时办结", "本月受理的投诉里 24 小时内办结的比例", AT_LEAST, "90", "tickets?kind=COMPLAINT&from={from}&to={to}", """
                select count(*) filter (where done_at <= opened_at + interval '24 hours') part, count(*) whole from servicedesk.ticket
                 where community_id = :community and kind = 'COMPLAINT' and state <> 'CANCELLED' and opened_at >= :from and opened_at < :to
                   and (done_at is not null or opened_at < cast(:today as date) - interval '24 hours')
                """),
            new Metric("servicedesk.introduced", "介绍小区与服务", "本月来访接待里介绍过小区和服务的比例", AT_LEAST, "50", "desk-contacts?source=COUNTER&from={from}&to={to}", """
                select count(*) filter (where introduced) part, count(*) whole from servicedesk.contact
                 where community_id = :community and source = 'COUNTER' and received_at >= :from and received_at < :to
                """),
            new Metric("servicedesk.closed-loop", "工单闭环", "上月受理的工单里已经办结的比例", AT_LEAST, "98", "tickets?from={before-from}&to={before-to}", """
                select count(*) filter (where closed_at is not null) part, count(*) whole from servicedesk.ticket
                 where community_id = :community and opened_at >= cast(:from as date) - interval '1 month' and opened_at < :from
                """),
            new Metric("servicedesk.files-open", "投诉卷宗未归档", "本月以前办结、还没有归档的投诉卷宗；归档时缺件不收，为零才对", AT_MOST, "0", "complaints?stage=CLOSED&cancelled=false", """
                select count(*) part, null::bigint whole from servicedesk.complaint c join servicedesk.ticket t on t.community_id = c.community_id and t.id = c.ticket_id
                 where c.community_id = :community and c.archived_at is null and t.state = 'CLOSED' and t.closed_at < :from
                """),
            new Metric("servicedesk.promotions-checked", "推广查过成效", "今年到本月底结束了的服务推广里，有成效检查和意见的比例", AT_LEAST, "100", "promotions", """
                select count(*) filter (where exists (select from servicedesk.promotion_check k where k.community_id = p.community_id and k.promotion_id = p.id)) part, count(*) whole
                  from servicedesk.promotion p
                 where p.community_id = :community and p.to_on >= date_trunc('year', cast(:today as date)) and p.to_on < cast(:today as date)
                """),
            new Metric("servicedesk.life-info-checked", "便民资讯按期核对", "没有停用的便民资讯里，在核对周期（设置）以内核对过的比例", AT_LEAST, "100", "directory?kind=LIFE", entries("LIFE")).limitedBy(ServiceDeskSettings.DIRECTORY_DAYS),
            new Metric("servicedesk.phonebook-checked", "主管部门电话按期核对", "没有停用的主管部门电话里，在核对周期（设置）以内核对过的比例", AT_LEAST, "100", "directory?kind=AUTHORITY", entries("AUTHORITY")).limitedBy(ServiceDeskSettings.DIRECTORY_DAYS),
            new Metric("servicedesk.answers-founded", "答复有依据", "本月的咨询里，引用了知识库的比例", AT_LEAST, "30", "desk-contacts?kind=ENQUIRY&from={from}&to={to}", """
                select count(*) filter (where exists (select from servicedesk.article_citation n where n.community_id = c.community_id
                                                         and n.subject_type = 'contact' and n.subject_id = c.id)) part, count(*) whole
                  from servicedesk.contact c where c.community_id = :community and c.kind = 'ENQUIRY' and c.received_at >= :from and c.received_at < :to
                """));
    }

    private static String entries(String kind) {
        return """
            select count(*) filter (where checked_on >= cast(:today as date) - :limit) part, count(*) whole
              from servicedesk.directory_entry where community_id = :community and kind = '%s' and not is_retired
            """.formatted(kind);
    }
}
