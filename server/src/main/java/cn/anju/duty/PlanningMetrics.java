package cn.anju.duty;

import static cn.anju.duty.Metric.Goal.AT_MOST;

import java.util.List;
import org.springframework.stereotype.Component;

/** 计划与文书的数。 */
@Component
class PlanningMetrics implements Metric.Book {

    @Override
    public List<Metric> metrics() {
        return List.of(
            new Metric("planning.items-unattended", "到期没有督办的计划项", "到期三天以上、没有办完、到期以后也没有写过进展的计划项；为零才对", AT_MOST, "0", "plans?late=true", """
                select count(*) part, null::bigint whole
                  from planning.plan_item i join planning.plan p on p.community_id = i.community_id and p.id = i.plan_id
                 where i.community_id = :community and p.state = 'APPROVED' and i.percent < 100 and i.due_on < cast(:today as date) - 3
                   and (i.progressed_at is null or i.progressed_at < (i.due_on + 1)::timestamp at time zone 'Asia/Shanghai')
                """),
            new Metric("planning.contracts-lapsed", "过期没有续也没有终止的合同", "到期日已经过去、没有接上另一份、也没有写明终止的合同；为零才对", AT_MOST, "0", "contracts?kind=CONTRACT&state=LAPSED", """
                select count(*) part, null::bigint whole from planning.contract c
                 where c.community_id = :community and c.kind = 'CONTRACT' and c.ended_at is null and c.to_on < cast(:today as date)
                   and not exists (select from planning.contract r where r.community_id = c.community_id and r.renews_id = c.id)
                """));
    }
}
