package cn.anju.duty;

import java.util.List;
import org.springframework.stereotype.Component;

/** 计划与文书的记录：管理处与部门的计划报了，上一期的总结也写了；任务有回执，会议有纪要，预算和用款计划报了，文件三级签署、送到的人阅签，证照到期前续办；建议有答复，上报逐级，重大事项有决断。 */
@Component
class PlanningProofs implements Proof.Book {

    @Override
    public List<Proof> proofs() {
        return List.of(
            new Proof("planning.year-planned", "年度计划批了、上年总结批了", planned("YEAR", "approved_at", "closed_at")).ofPost(),
            new Proof("planning.quarter-planned", "季度计划与上季总结", planned("QUARTER", "submitted_at", "summed_at")).ofPost(),
            new Proof("planning.month-planned", "月计划与上月总结", planned("MONTH", "submitted_at", "summed_at")).ofPost(),
            new Proof("planning.week-planned", "周计划与上周总结", planned("WEEK", "submitted_at", "summed_at")).ofPost(),
            new Proof("planning.day-summed", "当日计划与小结", """
                select p.staff_id, p.staff_name, null::bigint area_id, p.made_at opened_at, (p.begins_on + 1)::timestamp at time zone 'Asia/Shanghai' due_at, p.summed_at done_at,
                       p.number || ' ' || p.unit || ' ' || p.begins_on "text", 'plans/' || p.id link
                  from planning.plan p where p.community_id = :community and p.span = 'DAY' and p.level <> 'PERSON'
                """).ofPost(),
            new Proof("planning.task-answered", "交办回执", task("t.staff_id, t.staff_name", "t.done_at", "t.kind <> 'TARGET'")),
            new Proof("planning.target-confirmed", "目标责任确认", task("t.given_by staff_id, t.given_name staff_name", "t.confirmed_at", "t.kind = 'TARGET'")),
            new Proof("planning.department-minuted", "例会纪要", minuted("DEPARTMENT")),
            new Proof("planning.business-minuted", "经营分析会纪要", minuted("BUSINESS")),
            new Proof("planning.external-read", "外部会议传达阅签", """
                select m.called_by staff_id, m.called_name staff_name, null::bigint area_id, m.called_at opened_at, null::timestamptz due_at,
                       (select case when count(*) = count(p.read_at) then max(p.read_at) end from planning.meeting_person p where p.community_id = m.community_id and p.meeting_id = m.id) done_at,
                       m.number || ' ' || m.topic "text", 'meetings/' || m.id link
                  from planning.meeting m where m.community_id = :community and m.kind = 'EXTERNAL' and m.cancelled_at is null
                """),
            new Proof("planning.meeting-prepared", "会务备好", """
                select m.ready_by staff_id, m.ready_name staff_name, null::bigint area_id, m.called_at opened_at, m.starts_at due_at, m.ready_at done_at,
                       m.number || ' ' || m.place || ' ' || m.supplies "text", 'meetings/' || m.id link
                  from planning.meeting m where m.community_id = :community and m.supplies is not null and (m.cancelled_at is null or m.ready_at is not null)
                """),
            new Proof("planning.document-circulated", "公文收发阅签", """
                select d.made_by staff_id, d.made_name staff_name, null::bigint area_id, coalesce(d.approved_at, d.made_at) opened_at, null::timestamptz due_at,
                       (select case when count(*) = count(r.read_at) then max(r.read_at) end from planning.document_reader r where r.community_id = d.community_id and r.document_id = d.id) done_at,
                       d.number || ' ' || d.title "text", 'documents/' || d.id link
                  from planning.document d where d.community_id = :community and d.kind in ('RECEIVED', 'SENT') and d.state in ('CURRENT', 'DONE')
                """),
            new Proof("planning.document-approved", "编制、审核、批准三级签署", """
                select d.made_by staff_id, d.made_name staff_name, null::bigint area_id, d.submitted_at opened_at, null::timestamptz due_at, case when d.reviewed_at is not null then d.approved_at end done_at,
                       d.number || ' ' || d.title || ' 第 ' || d.version || ' 版' "text", 'documents/' || d.id link
                  from planning.document d where d.community_id = :community and d.submitted_at is not null and d.state <> 'WITHDRAWN'
                """),
            new Proof("planning.budget-submitted", "年度预算报批", budget("YEAR", "b.begins_on - 31")).ofPost(),
            new Proof("planning.fund-planned", "用款计划报批", budget("MONTH", "(b.begins_on - interval '1 month')::date + 25")).ofPost(),
            new Proof("planning.work-logged", "工作日志", journal("WORK")),
            new Proof("planning.building-logged", "大厦日志", journal("BUILDING")),
            new Proof("planning.licence-renewed", "证照年检续办", """
                select coalesce(r.made_by, c.owner_id) staff_id, coalesce(r.made_name, c.owner_name) staff_name, null::bigint area_id,
                       (c.to_on - c.remind_days)::timestamp at time zone 'Asia/Shanghai' opened_at, (c.to_on + 1)::timestamp at time zone 'Asia/Shanghai' due_at, r.made_at done_at,
                       c.number || ' ' || c.title || ' ' || c.to_on || ' 到期' "text", 'contracts/' || c.id link
                  from planning.contract c left join planning.contract r on r.community_id = c.community_id and r.renews_id = c.id
                 where c.community_id = :community and c.kind <> 'CONTRACT' and c.ended_at is null
                """),
            new Proof("planning.proposal-answered", "答复了、落实了的建议", matter("m.made_by staff_id, m.made_name staff_name", "PROPOSAL")),
            new Proof("planning.matter-raised", "逐级上报单", """
                select s.made_by staff_id, s.made_name staff_name, null::bigint area_id, s.made_at opened_at, null::timestamptz due_at,
                       (select min(n.made_at) from planning.matter_step n where n.community_id = s.community_id and n.matter_id = s.matter_id and n.id > s.id and n.move in ('RAISE', 'DECIDE')) done_at,
                       m.number || ' ' || m.title || '：' || s.made_name || '报' || s.to_name "text", 'matters/' || m.id link
                  from planning.matter_step s join planning.matter m on m.community_id = s.community_id and m.id = s.matter_id
                 where s.community_id = :community and s.rung is not null
                """),
            new Proof("planning.matter-decided", "决断了、执行了的重大事项", matter("m.decided_by staff_id, m.decided_name staff_name", "MAJOR")));
    }

    /** Done once it is carried out, or at once where there is nothing to carry out. */
    private static String matter(String who, String kind) {
        return """
            select %s, null::bigint area_id, m.made_at opened_at, (m.due_on + 1)::timestamp at time zone 'Asia/Shanghai' due_at,
                   case when m.executor_id is null then m.decided_at else m.done_at end done_at, m.number || ' ' || m.title "text", 'matters/' || m.id link
              from planning.matter m where m.community_id = :community and m.kind = '%s'
            """.formatted(who, kind);
    }

    private static String task(String who, String done, String which) {
        return """
            select %s, null::bigint area_id, t.given_at opened_at, (t.due_on + 1)::timestamp at time zone 'Asia/Shanghai' due_at, %s done_at,
                   t.number || ' ' || t.title "text", 'tasks/' || t.id link
              from planning.task t where t.community_id = :community and t.state <> 'CANCELLED' and %s
            """.formatted(who, done, which);
    }

    /** @param due the first day on which it is late */
    private static String budget(String span, String due) {
        return """
            select b.made_by staff_id, b.made_name staff_name, null::bigint area_id, b.made_at opened_at, (%s)::timestamp at time zone 'Asia/Shanghai' due_at,
                   case when b.state in ('WAITING', 'APPROVED') then b.submitted_at end done_at, b.number || ' ' || b.unit || ' ' || b.begins_on || ' 起' "text", 'budgets/' || b.id link
              from planning.budget b where b.community_id = :community and b.span = '%s' and b.state <> 'DISCARDED'
            """.formatted(due, span);
    }

    private static String journal(String kind) {
        return """
            select j.staff_id, j.staff_name, null::bigint area_id, j.written_at opened_at, null::timestamptz due_at, j.written_at done_at,
                   j.day || ' ' || left(j.content, 40) "text", 'journals/' || j.id link
              from planning.journal j where j.community_id = :community and j.kind = '%s'
            """.formatted(kind);
    }

    private static String minuted(String kind) {
        return """
            select m.called_by staff_id, m.called_name staff_name, null::bigint area_id, m.called_at opened_at, null::timestamptz due_at, m.minuted_at done_at,
                   m.number || ' ' || m.topic "text", 'meetings/' || m.id link
              from planning.meeting m where m.community_id = :community and m.kind = '%s' and m.cancelled_at is null
            """.formatted(kind);
    }

    /** Done with the later of the two; where the unit planned nothing the period before, there is nothing to sum up. */
    private static String planned(String span, String plan, String summary) {
        return """
            select p.staff_id, p.staff_name, null::bigint area_id, p.made_at opened_at, (p.begins_on + 1)::timestamp at time zone 'Asia/Shanghai' due_at,
                   case when b.id is null or b.%3$s is not null then greatest(p.%2$s, case when p.%2$s is not null then b.%3$s end) end done_at,
                   p.number || ' ' || p.unit || ' ' || p.begins_on || ' 起' "text", 'plans/' || p.id link
              from planning.plan p
              left join planning.plan b on b.community_id = p.community_id and b.level = p.level and b.unit = p.unit and b.span = p.span and b.ends_on = p.begins_on - 1 and b.state <> 'DRAFT'
             where p.community_id = :community and p.span = '%1$s' and p.level <> 'PERSON'
            """.formatted(span, plan, summary);
    }
}
