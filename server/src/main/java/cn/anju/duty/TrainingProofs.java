package cn.anju.duty;

import java.util.List;
import org.springframework.stereotype.Component;

/** 培训的记录：大纲批了、课讲了有签到有评定、人考了有分。 */
@Component
class TrainingProofs implements Proof.Book {

    @Override
    public List<Proof> proofs() {
        return List.of(
            new Proof("workforce.syllabus-approved", "批了的年度培训大纲", """
                select p.made_by staff_id, p.made_name staff_name, null::bigint area_id, p.submitted_at opened_at, null::timestamptz due_at, p.approved_at done_at,
                       p.number || ' ' || p.unit || ' ' || extract(year from p.begins_on) || ' 年' || coalesce(' ' || p.approved_name || ' 批', '') "text", 'training-plans/' || p.id link
                  from workforce.training_plan p where p.community_id = :community and p.span = 'YEAR' and p.submitted_at is not null
                   and not exists (select from workforce.training_plan_line l where l.community_id = p.community_id and l.plan_id = p.id and l.material is null)
                """),
            // a line of an approved plan: taught with people there, and somebody has taken its test; until then it waits, from a month ahead
            new Proof("workforce.training-tested", "按计划办了、考了的培训", """
                select coalesce(d.staff_id, l.leader_id) staff_id, coalesce(d.staff_name, l.leader_name) staff_name, null::bigint area_id,
                       least(greatest(p.approved_at, (l.due_on - 30)::timestamp at time zone 'Asia/Shanghai'), d.done_at) opened_at, (l.due_on + 1)::timestamp at time zone 'Asia/Shanghai' due_at,
                       d.done_at, coalesce(d.number || ' ' || d.topic, l.topic || ' 还没有办、没有考') "text", coalesce('trainings/' || d.id, 'training-plans/' || p.id) link
                  from workforce.training_plan_line l
                  join workforce.training_plan p on p.community_id = l.community_id and p.id = l.plan_id and p.state = 'APPROVED'
                  left join lateral (
                    select t.id, t.number, t.topic, coalesce(t.held_by, t.made_by) staff_id, coalesce(t.held_name, t.made_name) staff_name, greatest(t.held_at, a.made_at) done_at
                      from workforce.training t
                     cross join lateral (select min(a.made_at) made_at from workforce.training_test c join workforce.training_attempt a on a.community_id = c.community_id and a.test_id = c.id
                                          where c.community_id = t.community_id and c.training_id = t.id) a
                     where t.community_id = l.community_id and t.plan_line_id = l.id and t.held_at is not null and a.made_at is not null
                     order by greatest(t.held_at, a.made_at) limit 1) d on true
                 where l.community_id = :community
                """),
            new Proof("workforce.coached", "带教评定", held("t.kind = 'COACHING'")),
            new Proof("workforce.law-lectured", "法规宣讲", held("t.kind = 'LAW' and t.attachment_id is not null")),
            new Proof("workforce.new-hire-shown", "新员工示教", held("t.kind = 'INDUCTION'")),
            new Proof("workforce.guards-trained", "队伍训练评定", held("t.kind = 'GUARD'")),
            new Proof("workforce.studied", "自学与测验", """
                select a.staff_id, p.staff_name, null::bigint area_id, a.made_at opened_at, null::timestamptz due_at, a.made_at done_at,
                       t.number || ' ' || t.title || ' 自学 ' || a.study_minutes || ' 分钟，' || a.score || ' 分' "text", 'my-training' link
                  from workforce.training_attempt a join workforce.training_test t on t.community_id = a.community_id and t.id = a.test_id
                  join workforce.training_test_person p on p.community_id = a.community_id and p.test_id = a.test_id and p.staff_id = a.staff_id
                 where a.community_id = :community and a.study_minutes is not null
                """));
    }

    // Which ones is a literal of this class.
    private static String held(String which) {
        return """
            select coalesce(t.held_by, t.made_by) staff_id, coalesce(t.held_name, t.made_name) staff_name, null::bigint area_id, t.starts_at opened_at, null::timestamptz due_at, t.held_at done_at,
                   t.number || ' ' || t.topic || ' ' || t.trainer_name || ' 讲，到 ' || p.signed || ' 人' "text", 'trainings/' || t.id link
              from workforce.training t
             cross join lateral (select count(p.signed_at) signed from workforce.training_person p where p.community_id = t.community_id and p.training_id = t.id) p
             where t.community_id = :community and t.cancelled_at is null and %s
            """.formatted(which);
    }
}
