package cn.anju.duty;

import java.util.List;
import org.springframework.stereotype.Component;

/** 服务台一天两头、回访之后、协办、托付与有偿服务的记录。 */
@Component
class DeskProofs implements Proof.Book {

    @Override
    public List<Proof> proofs() {
        return List.of(
            new Proof("servicedesk.morning-arranged", "昨日未完已安排", day("MORNING", "昨日未完"), """
                select count(*) from servicedesk.ticket
                 where community_id = :community and opened_at < :from and state <> 'CANCELLED' and (done_at is null or done_at >= :from)
                """),
            new Proof("servicedesk.orders-entered", "当日任务单登完", day("EVENING", "任务单"), """
                select count(*) from servicedesk.work_order
                 where community_id = :community and dispatched_at < :to and state not in ('RETURNED', 'CANCELLED') and (finished_at is null or finished_at >= :from)
                """),
            new Proof("servicedesk.digest-reported", "维修投诉日汇总", """
                select null::bigint staff_id, '系统' staff_name, null::bigint area_id, min(made_at) opened_at, null::timestamptz due_at, min(made_at) done_at,
                       min(title) || '：' || min(detail) "text", min(link) link
                  from notification.notice where community_id = :community and once_key like 'service-digest:%' group by once_key
                """),
            new Proof("servicedesk.busy-answered", "维修工不在时的回话", """
                select coalesce(b.told_by, b.asked_by) staff_id, coalesce(b.told_name, b.asked_name) staff_name, null::bigint area_id, b.asked_at opened_at,
                       b.asked_at + interval '1 hour' due_at, b.told_at done_at, t.number || ' ' || b.reason || coalesce('；回复：' || b.told, '') "text", 'tickets/' || t.id link
                  from servicedesk.busy_call b join servicedesk.ticket t on t.community_id = b.community_id and t.id = b.ticket_id
                 where b.community_id = :community and (b.told_at is not null or t.closed_at is null)
                """),
            new Proof("servicedesk.batch-approved", "上周回访报批", """
                select null::bigint staff_id, coalesce(decided_name, made_name) staff_name, null::bigint area_id, made_at opened_at, null::timestamptz due_at,
                       case when state = 'APPROVED' then decided_at end done_at, number || '，' || week_from || ' 至 ' || week_to "text", 'callback-batches/' || id link
                  from servicedesk.callback_batch where community_id = :community
                """, """
                select count(*) from servicedesk.callback
                 where community_id = :community and made_at >= cast(:from as timestamptz) - interval '7 days' and made_at < cast(:to as timestamptz) - interval '7 days'
                """),
            new Proof("servicedesk.callback-reported", "回访质量报告已阅", """
                select made_by staff_id, made_name staff_name, null::bigint area_id, made_at opened_at, null::timestamptz due_at, read_at done_at,
                       to_char(month, 'YYYY年FMMM月') || '：' || summary || coalesce('；' || read_name || '已阅', '') "text", 'callback-reports' link
                  from servicedesk.callback_report where community_id = :community
                """),
            new Proof("servicedesk.records-reviewed", "记录审阅", """
                select v.made_by staff_id, v.made_name staff_name, null::bigint area_id, v.made_at opened_at, null::timestamptz due_at, v.made_at done_at,
                       t.number || '：' || v.remark "text", 'tickets/' || t.id link
                  from servicedesk.ticket_review v join servicedesk.ticket t on t.community_id = v.community_id and t.id = v.ticket_id
                 where v.community_id = :community and t.kind in ('REPAIR', 'COMPLAINT')
                """),
            new Proof("servicedesk.desk-checked", "接待与受理质检", """
                select d.staff_id, s.name staff_name, null::bigint area_id, d.checked_at opened_at, (d.due_on + 1)::timestamp at time zone 'Asia/Shanghai' due_at,
                       case when d.remedy is null then d.checked_at else d.followed_at end done_at, d.number || '，' || d.score || ' 分，' || d.checked_name || '查：' || d.finding "text",
                       'desk-checks' link
                  from servicedesk.desk_check d join access.staff s on s.id = d.staff_id where d.community_id = :community
                """),
            new Proof("servicedesk.vouchers-filed", "维修凭证移交入档", """
                select (array_agg(taken_by order by taken_at desc))[1] staff_id, (array_agg(taken_name order by taken_at desc))[1] staff_name, null::bigint area_id,
                       min(given_at) opened_at, null::timestamptz due_at,
                       case when bool_and(taken_at is not null) and max(taken_at) < (month + interval '1 month') at time zone 'Asia/Shanghai' then max(taken_at) end done_at,
                       to_char(month, 'YYYY年FMMM月') || ' 移交 ' || count(*) || ' 张清单，' || string_agg(distinct given_name, '、') || ' 交' "text", 'voucher-handovers?month=' || to_char(month, 'YYYY-MM') link
                  from servicedesk.voucher_handover where community_id = :community and not is_public group by month
                """, """
                select count(*) from servicedesk.work_order o join servicedesk.ticket t on t.community_id = o.community_id and t.id = o.ticket_id
                 where o.community_id = :community and t.room_id is not null and o.finished_at >= :from and o.finished_at < :to
                """),
            new Proof("servicedesk.assistance-confirmed", "协办完成确认", """
                select sent_by staff_id, sent_name staff_name, null::bigint area_id, sent_at opened_at, due_at, case when state = 'CONFIRMED' then ended_at end done_at,
                       number || ' ' || department || '：' || request "text", 'assistance' link
                  from servicedesk.assistance where community_id = :community and state <> 'WITHDRAWN'
                """),
            new Proof("servicedesk.reminder-kept", "重要事项提醒", """
                select a.staff_id, s.name staff_name, null::bigint area_id, a.made_at opened_at, (a.due_on + 1)::timestamp at time zone 'Asia/Shanghai' due_at, a.ended_at done_at,
                       a.client || '：' || a.title || coalesce('，' || a.result, '') "text", 'affairs' link
                  from servicedesk.affair a join access.staff s on s.id = a.staff_id
                 where a.community_id = :community and a.kind = 'REMINDER' and a.state <> 'CANCELLED'
                """),
            new Proof("servicedesk.service-received", "特色服务交付确认", served("o.done_at", "true")),
            new Proof("servicedesk.wedding-served", "婚庆服务与评价", served("greatest(o.done_at, c.made_at)", "v.category = 'WEDDING'")),
            new Proof("servicedesk.business-served", "商务票务交付签收", served("o.done_at", "v.category in ('TICKETING', 'BUSINESS')")));
    }

    /** A side of a day is closed on that very day, or never. */
    private static String day(String part, String what) {
        return """
            select closed_by staff_id, closed_name staff_name, null::bigint area_id, closed_at opened_at, null::timestamptz due_at, closed_at done_at,
                   to_char(day, 'FMMM月FMDD日') || '，%s ' || items || ' 件，写明 ' || named || ' 件' "text", 'desk-day?day=' || day link
              from servicedesk.desk_day where community_id = :community and part = '%s'
            """.formatted(what, part);
    }

    /** An order of a service, done when the household signed for it. */
    private static String served(String done, String which) {
        return """
            select coalesce(o.doer_id, o.quoted_by) staff_id, coalesce(s.name, o.quoted_name) staff_name, null::bigint area_id, o.quoted_at opened_at, t.due_at,
                   case when o.state = 'DONE' and o.received_by is not null then %s end done_at,
                   o.number || ' ' || v.names || '，' || v.amount || ' 元' || coalesce('，' || o.received_by || ' 签收', '') "text", 'service-orders' link
              from servicedesk.service_order o
              join servicedesk.ticket t on t.community_id = o.community_id and t.id = o.ticket_id
              left join access.staff s on s.id = o.doer_id
              join lateral (select string_agg(l.name, '、' order by l.id) names, sum(l.amount) amount, min(i.category) category
                              from servicedesk.service_line l join servicedesk.service i on i.community_id = l.community_id and i.id = l.service_id
                             where l.community_id = o.community_id and l.service_order_id = o.id) v on true
              left join lateral (select made_at from servicedesk.callback b
                                  where b.community_id = o.community_id and b.ticket_id = o.ticket_id and b.outcome <> 'UNREACHED' order by b.id limit 1) c on true
             where o.community_id = :community and o.state <> 'DECLINED' and %s
            """.formatted(done, which);
    }
}
