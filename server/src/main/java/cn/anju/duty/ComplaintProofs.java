package cn.anju.duty;

import java.util.List;
import org.springframework.stereotype.Component;

/** 投诉卷宗的记录：上报、重大、疑难、意见书。 */
@Component
class ComplaintProofs implements Proof.Book {

    @Override
    public List<Proof> proofs() {
        return List.of(
            new Proof("servicedesk.complaint-escalated", "投诉上报上一级", """
                select p.made_by staff_id, p.made_name staff_name, null::bigint area_id, p.made_at opened_at, null::timestamptz due_at, p.received_at done_at,
                       c.number || '：' || p.why || coalesce('；' || p.received_name || '接收', '') "text", 'complaints/' || c.id link
                  from servicedesk.complaint_step p join servicedesk.complaint c on c.community_id = p.community_id and c.id = p.complaint_id
                 where p.community_id = :community and p.from_level is not null
                """),
            new Proof("servicedesk.major-settled", "重大投诉上报与化解", file("null::bigint", "c.major_name", "c.major_at", "t.due_at", "coalesce(t.done_at, t.closed_at)",
                "c.major_number || '：' || c.major_why", "c.major_number is not null and t.state <> 'CANCELLED'")),
            new Proof("servicedesk.difficult-settled", "疑难投诉处理", file("c.handler_id", "s.name", "t.opened_at", "t.due_at", "coalesce(t.done_at, t.closed_at)",
                "c.number || ' ' || t.title", "c.is_difficult and t.state <> 'CANCELLED'")),
            new Proof("servicedesk.opinion-signed", "客户意见处理表签阅", file("c.handler_id", "coalesce(s.name, t.opened_name)", "t.closed_at", "null::timestamptz", "c.opinion_at",
                "c.number || ' ' || t.title || coalesce('；' || c.opinion_name || '：' || c.opinion_remark, '')", "t.state = 'CLOSED'")));
    }

    private static String file(String staff, String name, String opened, String due, String done, String text, String which) {
        return """
            select %s staff_id, %s staff_name, null::bigint area_id, %s opened_at, %s due_at, %s done_at,
                   %s "text", 'complaints/' || c.id link
              from servicedesk.complaint c
              join servicedesk.ticket t on t.community_id = c.community_id and t.id = c.ticket_id
              left join access.staff s on s.id = c.handler_id
             where c.community_id = :community and %s
            """.formatted(staff, name, opened, due, done, text, which);
    }
}
