package cn.anju.duty;

import java.util.List;
import org.springframework.stereotype.Component;

/** 服务台的记录。 */
@Component
class ServiceProofs implements Proof.Book {

    @Override
    public List<Proof> proofs() {
        return List.of(
            new Proof("servicedesk.contact-logged", "登记本", contacts("true")),
            new Proof("servicedesk.enquiry-answered", "咨询答复", contacts("c.kind = 'ENQUIRY'")),
            new Proof("servicedesk.visit-logged", "来信来访登记", contacts("c.source in ('LETTER', 'COUNTER')")),
            new Proof("servicedesk.request-registered", "报修登记", opened("t.kind = 'REPAIR' and t.source in ('PHONE', 'COUNTER', 'LETTER', 'APP')")),
            new Proof("servicedesk.staff-repair-registered", "巡视走访报修", opened("t.kind = 'REPAIR' and t.source in ('STEWARD', 'ROUND')")),
            new Proof("servicedesk.dispatched", "派工", """
                select o.dispatched_by staff_id, o.dispatched_name staff_name, null::bigint area_id, t.opened_at, t.accept_due_at due_at, o.dispatched_at done_at,
                       t.number || ' ' || t.title "text", 'tickets/' || t.id link
                  from servicedesk.ticket t
                  left join lateral (select dispatched_by, dispatched_name, dispatched_at from servicedesk.work_order o
                                      where o.community_id = t.community_id and o.ticket_id = t.id order by o.id limit 1) o on true
                 where t.community_id = :community and t.kind = 'REPAIR' and (t.closed_at is null or o.dispatched_at is not null)
                """),
            new Proof("servicedesk.order-finished", "维修完工", """
                select o.technician_id staff_id, s.name staff_name, null::bigint area_id, o.dispatched_at opened_at, t.due_at, o.finished_at done_at,
                       o.number || ' ' || o.task "text", 'work-orders/' || o.id link
                  from servicedesk.work_order o join servicedesk.ticket t on t.community_id = o.community_id and t.id = o.ticket_id
                  join access.staff s on s.id = o.technician_id
                 where o.community_id = :community and o.state not in ('RETURNED', 'CANCELLED')
                """),
            new Proof("servicedesk.complaint-taken", "投诉转办", """
                select t.opened_by staff_id, t.opened_name staff_name, null::bigint area_id, t.opened_at, t.accept_due_at due_at,
                       case when t.owner_id is not null then coalesce(t.accepted_at, t.opened_at) end done_at, t.number || ' ' || t.title "text", 'tickets/' || t.id link
                  from servicedesk.ticket t where t.community_id = :community and t.kind = 'COMPLAINT' and t.state <> 'CANCELLED'
                """),
            new Proof("servicedesk.complaint-settled", "投诉办结", settled("COMPLAINT")),
            new Proof("servicedesk.suggestion-answered", "建议转达与答复", settled("SUGGESTION")),
            new Proof("servicedesk.dispute-mediated", "邻里纠纷调解", settled("DISPUTE")),
            new Proof("servicedesk.errand-done", "委托代办", settled("ERRAND")),
            new Proof("servicedesk.paid-service-done", "有偿服务", settled("PAID_SERVICE")),
            new Proof("servicedesk.negative-followed", "负面信息跟进", settled("NEGATIVE")),
            new Proof("servicedesk.boundary-explained", "责任归属说明", """
                select e.made_by staff_id, e.made_name staff_name, null::bigint area_id, t.closed_at opened_at, null::timestamptz due_at, t.closed_at done_at,
                       t.number || ' ' || t.conclusion "text", 'tickets/' || t.id link
                  from servicedesk.ticket t
                  left join lateral (select made_by, made_name from servicedesk.ticket_event e
                                      where e.community_id = t.community_id and e.ticket_id = t.id and e.kind = 'CLOSED' order by e.id desc limit 1) e on true
                 where t.community_id = :community and t.closed_at is not null and t.responsibility not in ('OURS')
                """),
            new Proof("servicedesk.called-back", "维修回访", callbacks("t.kind = 'REPAIR'", "interval '7 days'")),
            new Proof("servicedesk.complaint-called-back", "投诉回访", callbacks("t.kind in ('COMPLAINT', 'DISPUTE')", "interval '7 days'")),
            new Proof("servicedesk.urgent-called-back", "急修返修回访", callbacks("t.kind = 'REPAIR' and (t.urgency = 'URGENT' or t.reopened > 0)", "interval '1 day'")));
    }

    private static String contacts(String which) {
        return """
            select c.made_by staff_id, c.made_name staff_name, null::bigint area_id, c.received_at opened_at, null::timestamptz due_at, c.made_at done_at,
                   coalesce(c.caller || '：', '') || c.said "text", 'desk-contacts' link
              from servicedesk.contact c where c.community_id = :community and %s
            """.formatted(which);
    }

    /** Whose it is: the colleague who reported it, else who took it in. */
    private static String opened(String which) {
        return """
            select coalesce(t.reported_by, t.opened_by) staff_id, coalesce(t.reported_name, t.opened_name) staff_name, null::bigint area_id, t.opened_at, null::timestamptz due_at, t.opened_at done_at,
                   t.number || ' ' || t.title "text", 'tickets/' || t.id link
              from servicedesk.ticket t where t.community_id = :community and %s
            """.formatted(which);
    }

    private static String settled(String kind) {
        return """
            select t.owner_id staff_id, s.name staff_name, null::bigint area_id, t.opened_at, t.due_at, coalesce(t.done_at, t.closed_at) done_at,
                   t.number || ' ' || t.title "text", 'tickets/' || t.id link
              from servicedesk.ticket t left join access.staff s on s.id = t.owner_id
             where t.community_id = :community and t.kind = '%s' and t.state <> 'CANCELLED'
            """.formatted(kind);
    }

    private static String callbacks(String which, String within) {
        return """
            select b.made_by staff_id, b.made_name staff_name, null::bigint area_id, t.done_at opened_at, t.done_at + %s due_at, b.made_at done_at,
                   t.number || ' ' || t.title "text", 'tickets/' || t.id link
              from servicedesk.ticket t
              left join lateral (select made_by, made_name, made_at from servicedesk.callback b
                                  where b.community_id = t.community_id and b.ticket_id = t.id order by b.id limit 1) b on true
             where t.community_id = :community and t.done_at is not null and t.state <> 'CANCELLED' and %s
            """.formatted(within, which);
    }
}
