package cn.anju.duty;

import java.util.List;
import org.springframework.stereotype.Component;

/** 人事的记录：交接单两头签了、夜班的事派到了人、证件入了档。 */
@Component
class WorkforceProofs implements Proof.Book {

    @Override
    public List<Proof> proofs() {
        return List.of(
            new Proof("workforce.shift-handover-signed", "交接单", """
                select h.signed_by staff_id, h.signed_name staff_name, null::bigint area_id, h.handed_at opened_at, null::timestamptz due_at,
                       case when l.untaken = 0 then greatest(h.signed_at, l.taken_at) end done_at, h.number || ' ' || h.handed_name || ' 交 ' || coalesce(h.signed_name, '……') "text",
                       'shift-handovers/' || h.id link
                  from workforce.handover h
                  cross join lateral (select count(*) filter (where l.taken_by is null) untaken, max(l.taken_at) taken_at
                                        from workforce.handover_line l where l.community_id = h.community_id and l.handover_id = h.id) l
                 where h.community_id = :community
                """),
            new Proof("workforce.night-handover-signed", "夜班交接", """
                select h.signed_by staff_id, h.signed_name staff_name, null::bigint area_id, h.handed_at opened_at,
                       (h.day + 1 + time '08:10') at time zone 'Asia/Shanghai' due_at, case when l.unassigned = 0 then greatest(h.signed_at, l.assigned_at) end done_at,
                       h.number || ' ' || h.handed_name || ' 交 ' || coalesce(h.signed_name, '……') "text", 'shift-handovers/' || h.id link
                  from workforce.handover h
                  cross join lateral (
                    select count(*) filter (where l.needs_person and k.made_at is null) unassigned, max(k.made_at) filter (where l.needs_person) assigned_at
                      from workforce.handover_line l
                      left join lateral (select min(k.made_at) made_at from workforce.handover_task k where k.community_id = l.community_id and k.line_id = l.id) k on true
                     where l.community_id = h.community_id and l.handover_id = h.id) l
                 where h.community_id = :community and h.shift = 'NIGHT' and h.post = 'FRONT_DESK'
                """),
            new Proof("workforce.signed-in", "签到，仪容点检勾齐", marks("m.kind = 'IN' and cardinality(m.missing) = 0", "签到")),
            new Proof("workforce.signed-out", "到点签退", marks("m.kind = 'OUT' and m.reason is null", "签退")),
            new Proof("workforce.deputy-named", "请假写明代理", """
                select l.staff_id, l.staff_name, null::bigint area_id, l.ended_at opened_at, l.from_on::timestamp at time zone 'Asia/Shanghai' due_at,
                       case when l.deputy_id is not null then l.ended_at end done_at,
                       l.number || ' ' || l.staff_name || coalesce(' 由 ' || l.deputy_name || ' 代理', ' 请假，没有写明谁代理') "text", 'leaves?id=' || l.id link
                  from workforce.leave l
                 where l.community_id = :community and l.state = 'APPROVED'
                   and exists (select from access.role_grant g join access.role r on r.id = g.role_id
                                where g.staff_id = l.staff_id and r.key = 'senior_steward' and (g.community_id is null or g.community_id = :community))
                """),
            new Proof("workforce.paper-entered", "证件入档", """
                select p.made_by staff_id, p.made_name staff_name, null::bigint area_id, p.made_at opened_at, null::timestamptz due_at, p.made_at done_at,
                       p.number || ' ' || p.staff_name || ' ' || p.kind "text", 'staff-papers?staffId=' || p.staff_id link
                  from workforce.paper p where p.community_id = :community and p.voided_at is null
                """),
            new Proof("workforce.paper-held", "持证", """
                select p.staff_id, p.staff_name, null::bigint area_id, p.made_at opened_at, null::timestamptz due_at, p.made_at done_at,
                       p.number || ' ' || p.staff_name || ' ' || p.kind || coalesce(' 到 ' || p.expires_on, '') "text", 'staff-papers?staffId=' || p.staff_id link
                  from workforce.paper p where p.community_id = :community and p.voided_at is null and p.kind not in ('身份证', '劳动合同')
                """),
            new Proof("workforce.attendance-reported", "考勤上报", """
                select r.reported_by staff_id, r.reported_name staff_name, null::bigint area_id, r.reported_at opened_at, null::timestamptz due_at, r.reported_at done_at,
                       to_char(r.month, 'YYYY-MM') || ' 考勤汇总' "text", 'attendance?month=' || to_char(r.month, 'YYYY-MM') link
                  from workforce.attendance_report r where r.community_id = :community
                """));
    }

    /** What was corrected counts from when it was written, so that a late proof is late. */
    private static String marks(String which, String label) {
        return """
            select m.staff_id, m.staff_name, null::bigint area_id, m.at opened_at, null::timestamptz due_at, m.made_at done_at,
                   '%s ' || to_char(m.at at time zone 'Asia/Shanghai', 'HH24:MI') "text", 'attendance' link
              from workforce.mark m where m.community_id = :community and %s
            """.formatted(label, which);
    }
}
