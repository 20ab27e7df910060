package cn.anju.duty;

import java.util.List;
import org.springframework.stereotype.Component;

/** 岗位与后勤的记录：岗位说明、班前会与讲评、谈话、社保、宿舍。 */
@Component
class PostProofs implements Proof.Book {

    @Override
    public List<Proof> proofs() {
        return List.of(
            new Proof("workforce.post-described", "岗位说明", """
                select p.made_by staff_id, p.made_name staff_name, null::bigint area_id, p.made_at opened_at, null::timestamptz due_at, p.made_at done_at,
                       p.number || ' ' || p.post || ' 第 ' || p.version || ' 版' "text", 'post-profiles' link
                  from workforce.post_profile p where p.community_id = :community
                """),
            new Proof("workforce.squad-briefed", "班前会", briefing("BRIEFING")),
            new Proof("workforce.shift-reviewed", "班后讲评", briefing("REVIEW")),
            new Proof("workforce.staff-talked", "员工谈话", """
                select t.made_by staff_id, t.made_name staff_name, null::bigint area_id, t.made_at opened_at, null::timestamptz due_at, t.made_at done_at,
                       t.number || ' 和 ' || t.staff_name || case when t.outcome is null then '' else ' 已跟进' end "text", 'staff-talks' link
                  from workforce.staff_talk t where t.community_id = :community
                """),
            new Proof("workforce.insurance-settled", "社保办结", """
                select coalesce(c.done_by, c.made_by) staff_id, coalesce(c.done_name, c.made_name) staff_name, null::bigint area_id, c.made_at opened_at,
                       (c.due_on + 1)::timestamp at time zone 'Asia/Shanghai' due_at, c.done_at,
                       c.number || ' ' || c.staff_name || case c.kind when 'OPEN' then ' 开户' when 'CHANGE' then ' 变更' else ' 停保' end || coalesce(' 回执 ' || c.receipt, '') "text", 'social-insurance' link
                  from workforce.insurance_change c where c.community_id = :community
                """),
            new Proof("workforce.dormitory-checked", "宿舍检查", """
                select c.made_by staff_id, c.made_name staff_name, null::bigint area_id, c.made_at opened_at, null::timestamptz due_at, c.made_at done_at,
                       r.name || case c.cleanness when 'GOOD' then ' 卫生好' when 'FAIR' then ' 卫生一般' else ' 卫生差' end || coalesce('，' || c.problem, '') "text", 'dormitory' link
                  from workforce.dormitory_check c join workforce.dormitory_room r on r.community_id = c.community_id and r.id = c.room_id where c.community_id = :community
                """));
    }

    // The kind is a literal of this class.
    private static String briefing(String kind) {
        return """
            select b.made_by staff_id, b.made_name staff_name, null::bigint area_id, b.made_at opened_at, null::timestamptz due_at, b.made_at done_at,
                   b.number || ' ' || b.day || ' 到 ' || p.present || ' / ' || p.expected || ' 人' "text", 'briefings' link
              from workforce.briefing b
             cross join lateral (select count(*) expected, count(*) filter (where p.is_present) present from workforce.briefing_person p where p.community_id = b.community_id and p.briefing_id = b.id) p
             where b.community_id = :community and b.kind = '%s'
            """.formatted(kind);
    }
}
