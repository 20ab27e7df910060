package cn.anju.duty;

import java.util.List;
import org.springframework.stereotype.Component;

/** 催缴的记录。 */
@Component
class CollectionProofs implements Proof.Book {

    @Override
    public List<Proof> proofs() {
        return List.of(
            new Proof("collection.contacted", "催缴记录", contacts("true")),
            new Proof("collection.visited", "上门催费记录", contacts("c.way = 'VISIT'")),
            new Proof("collection.plan-decided", "催缴方案报批", """
                select made_by staff_id, made_name staff_name, null::bigint area_id, made_at opened_at, null::timestamptz due_at, decided_at done_at,
                       name "text", 'dunning-plans/' || id link
                  from collection.dunning_plan where community_id = :community and state <> 'DRAFT'
                """),
            new Proof("collection.refusal-acknowledged", "拒缴上报签收", """
                select c.made_by staff_id, c.made_name staff_name, null::bigint area_id, c.made_at opened_at, null::timestamptz due_at, r.acknowledged_at done_at,
                       coalesce(c.refusal_reason, '') || '：' || c.answer "text", 'refusals' link
                  from collection.refusal_report r join collection.contact c on c.community_id = r.community_id and c.id = r.contact_id
                 where r.community_id = :community
                """),
            new Proof("collection.analysis-submitted", "收缴分析报告", """
                select null::bigint staff_id, made_name staff_name, null::bigint area_id, made_at opened_at, null::timestamptz due_at, submitted_at done_at,
                       to_char(month, 'YYYY年FMMM月') || ' 收缴分析' "text", 'analysis' link
                  from collection.analysis where community_id = :community
                """),
            new Proof("collection.assessed", "收费期结算", """
                select null::bigint staff_id, made_name staff_name, area_id, made_at opened_at, null::timestamptz due_at, made_at done_at,
                       area_name || '：' || coalesce(actual_rate || '%', '无') || '，升 ' || coalesce(steps, 0) || ' 级' "text", 'scoreboard' link
                  from collection.assessment where community_id = :community
                """),
            new Proof("collection.assessment-decided", "未达标的处理", """
                select r.made_by staff_id, coalesce(r.made_name, a.made_name) staff_name, a.area_id, a.made_at opened_at, null::timestamptz due_at,
                       case when a.conclusion <> 'MISSED' then a.made_at when a.state in ('APPROVED', 'REJECTED') then r.ended_at end done_at,
                       a.area_name || '：' || case a.conclusion when 'MET' then '达标' when 'MISSED' then '未达标' else '没有定目标' end || coalesce('，' || a.reason, '') "text", 'scoreboard' link
                  from collection.assessment a
                  left join lateral (select made_by, made_name, ended_at from approval.request q
                                      where q.community_id = a.community_id and q.kind = 'half-year-penalty' and q.subject_id = a.id order by q.id desc limit 1) r on true
                 where a.community_id = :community
                """));
    }

    private static String contacts(String which) {
        return """
            select c.made_by staff_id, c.made_name staff_name, null::bigint area_id, c.made_at opened_at, null::timestamptz due_at, c.made_at done_at,
                   r.code || '：' || c.answer "text", 'contacts' link
              from collection.contact c join estate.room r on r.community_id = c.community_id and r.id = c.room_id
             where c.community_id = :community and %s
            """.formatted(which);
    }
}
