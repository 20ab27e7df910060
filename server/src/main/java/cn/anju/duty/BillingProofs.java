package cn.anju.duty;

import java.util.List;
import org.springframework.stereotype.Component;

/** 计费与抄表的记录。 */
@Component
class BillingProofs implements Proof.Book {

    @Override
    public List<Proof> proofs() {
        return List.of(
            new Proof("billing.draft-made", "账单草稿", run("'DRAFT'")),
            new Proof("billing.run-published", "账单发布", run("'PUBLISHED', 'EMPTY'")),
            new Proof("billing.shares-published", "公摊入账", """
                select null::bigint staff_id, v.made_by staff_name, null::bigint area_id, v.made_at opened_at, null::timestamptz due_at, v.made_at done_at,
                       to_char(r.month, 'YYYY年FMMM月') || '，公摊 ' || p.amount || ' 元' "text", 'bill-runs/' || r.id link
                  from billing.bill_run r
                  join billing.bill_run_move v on v.community_id = r.community_id and v.run_id = r.id and v.to_state = 'PUBLISHED'
                  join (select community_id, run_id, sum(amount) amount from billing.share_pool where community_id = :community group by 1, 2) p
                    on p.community_id = r.community_id and p.run_id = r.id
                 where r.community_id = :community
                """),
            new Proof("billing.notice-delivered", "通知单送达", """
                select made_by staff_id, min(made_name) staff_name, null::bigint area_id, min(made_at) opened_at, null::timestamptz due_at, min(made_at) done_at,
                       to_char(month, 'YYYY年FMMM月') || ' 通知单送达 ' || count(*) || ' 户' "text", 'bill-notices' link
                  from billing.notice_delivery where community_id = :community group by month, made_by
                """),
            new Proof("billing.dispute-settled", "费用异议讲清", """
                select d.made_by staff_id, d.made_name staff_name, null::bigint area_id, d.made_at opened_at, null::timestamptz due_at,
                       d.decided_at done_at,
                       d.raised_by || '：' || d.claim "text", 'disputes' link
                  from billing.dispute d where d.community_id = :community
                """),
            new Proof("billing.relief-decided", "减免审批", """
                select made_by staff_id, made_name staff_name, null::bigint area_id, made_at opened_at, null::timestamptz due_at,
                       case when state <> 'WAITING' then made_at end done_at, amount || ' 元，' || reason "text", 'reliefs' link
                  from billing.relief where community_id = :community
                """),
            new Proof("metering.usage-explained", "用量说明", """
                select made_by staff_id, made_name staff_name, null::bigint area_id, made_at opened_at, null::timestamptz due_at, made_at done_at,
                       to_char(month, 'YYYY年FMMM月') || ' ' || kind || '：' || explanation "text", 'usage-analysis' link
                  from metering.usage_explanation where community_id = :community
                """),
            new Proof("metering.saving-followed", "节能措施与效果", """
                select made_by staff_id, made_name staff_name, null::bigint area_id, made_at opened_at, null::timestamptz due_at,
                       result_at done_at, what || coalesce('：' || result, '') "text", 'saving-measures' link
                  from metering.saving_measure where community_id = :community
                """));
    }

    private static String run(String states) {
        return """
            select null::bigint staff_id, v.made_by staff_name, null::bigint area_id, v.made_at opened_at, null::timestamptz due_at, v.made_at done_at,
                   to_char(r.month, 'YYYY年FMMM月') || '，' || r.lines || ' 笔 ' || r.total || ' 元' "text", 'bill-runs/' || r.id link
              from billing.bill_run r join billing.bill_run_move v on v.community_id = r.community_id and v.run_id = r.id and v.to_state in (%s)
             where r.community_id = :community and r.kind in ('MONTH', 'AHEAD')
            """.formatted(states);
    }
}
