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
                """),
            new Metric("planning.costs-unexplained", "超了预算没有说明的科目", "本年实际开支（借方减贷方）超过批准的年度预算、还没有写明为什么的费用科目；为零才对", AT_MOST, "0", "budget-execution?unexplained=true", """
                with a as (select l.account_code, sum(l.amount) planned from planning.budget b join planning.budget_line l on l.community_id = b.community_id and l.budget_id = b.id
                         where b.community_id = :community and b.span = 'YEAR' and b.state = 'APPROVED' and b.begins_on = date_trunc('year', cast(:today as date))::date group by l.account_code)
                select count(*) part, null::bigint whole from a
                 where planned < (select sum(p.debit - p.credit) from ledger.posting p join ledger.journal_entry e on e.community_id = p.community_id and e.id = p.entry_id
                                   where p.community_id = :community and (select max(x.account_code) from a x where starts_with(p.account_code, x.account_code)) = a.account_code and e.entry_on between date_trunc('year', cast(:today as date))::date and cast(:today as date))
                   and not exists (select from planning.budget_remark r where r.community_id = :community and r.span = 'YEAR' and r.account_code = a.account_code
                                      and r.begins_on = date_trunc('year', cast(:today as date))::date)
                """),
            lapsed("planning.procedures-lapsed", "过了复审期的制度流程", "PROCEDURE"),
            lapsed("planning.system-lapsed", "过了复审期的体系文件", "SYSTEM"),
            lapsed("planning.regulations-lapsed", "过了核对期的法规", "REGULATION"),
            new Metric("planning.archive-untidy", "没有归档的公文、逾期没还的档案", "办结或发出三十天以上还没有归档的公文，加上借出过了归还日子的档案；为零才对", AT_MOST, "0", "documents?untidy=true", """
                select count(*) part, null::bigint whole from planning.document d
                 where d.community_id = :community and d.state not in ('DRAFT', 'CHECKING', 'SUPERSEDED')
                   and (d.filed_at is null and d.kind in ('RECEIVED', 'SENT') and coalesce(d.done_at, d.approved_at) < (cast(:today as date) - 30)::timestamp at time zone 'Asia/Shanghai'
                        or exists (select from planning.document_loan l where l.community_id = d.community_id and l.document_id = d.id and l.returned_at is null and l.due_on < cast(:today as date)))
                """));
    }

    /** Those in force that nobody has looked through again by their day. */
    private static Metric lapsed(String key, String label, String kind) {
        return new Metric(key, label, "现行版本的复审日子已经过去、没有修订也没有废止的；为零才对", AT_MOST, "0", "documents?kind=%s&lapsed=true".formatted(kind), """
            select count(*) part, null::bigint whole from planning.document d
             where d.community_id = :community and d.kind = '%s' and d.state = 'CURRENT' and d.due_on < cast(:today as date)
            """.formatted(kind));
    }
}
