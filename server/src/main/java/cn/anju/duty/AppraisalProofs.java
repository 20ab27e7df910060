package cn.anju.duty;

import java.util.List;
import org.springframework.stereotype.Component;

/** 考核的记录：打了分、批了、本人确认了；试用期考核提前七天交了。 */
@Component
class AppraisalProofs implements Proof.Book {

    @Override
    public List<Proof> proofs() {
        return List.of(
            new Proof("workforce.appraised", "本人确认的考核", """
                select a.made_by staff_id, a.made_name staff_name, null::bigint area_id, a.made_at opened_at, null::timestamptz due_at, a.acknowledged_at done_at,
                       a.number || ' ' || a.staff_name || ' ' || a.score || ' 分' || case when a.objection is null then '' else ' 有异议' end "text", 'appraisals/' || a.id link
                  from workforce.appraisal a where a.community_id = :community and a.state <> 'REJECTED'
                """),
            new Proof("workforce.appraisal-decided", "批了的考核与奖惩", """
                select a.ended_by staff_id, a.ended_name staff_name, null::bigint area_id, a.made_at opened_at, null::timestamptz due_at, a.ended_at done_at,
                       a.number || ' ' || a.staff_name || ' ' || a.score || ' 分' "text", 'appraisals/' || a.id link
                  from workforce.appraisal a where a.community_id = :community
                union all
                select r.ended_by, r.ended_name, null, r.made_at, null, r.ended_at, r.number || ' ' || r.staff_name || ' ' || case r.kind when 'REWARD' then '奖励 ' else '处罚 ' end || r.amount || ' 元',
                       'rewards?id=' || r.id
                  from workforce.reward r where r.community_id = :community
                """),
            // what nobody has reviewed yet waits from two weeks before the end
            new Proof("workforce.probation-reviewed", "试用期考核", """
                select p.made_by staff_id, p.made_name staff_name, null::bigint area_id, p.made_at opened_at, (p.ends_on - 6)::timestamp at time zone 'Asia/Shanghai' due_at, p.made_at done_at,
                       p.number || ' ' || p.staff_name || ' ' || case p.outcome when 'PASS' then '转正' when 'EXTEND' then '延长' else '不录用' end "text", 'probation-reviews' link
                  from workforce.probation_review p where p.community_id = :community
                union all
                select null, null, null, (f.probation_to - 14)::timestamp at time zone 'Asia/Shanghai', (f.probation_to - 6)::timestamp at time zone 'Asia/Shanghai', null,
                       s.name || ' 试用期到 ' || f.probation_to || '，还没有考核', 'probation-reviews'
                  from workforce.staff_file f join access.staff s on s.id = f.staff_id and s.is_active
                 where f.community_id = :community and f.probation_to is not null
                   and not exists (select from workforce.probation_review p where p.community_id = f.community_id and p.staff_id = f.staff_id and p.ends_on = f.probation_to)
                """));
    }
}
