package cn.anju.reporting;

import cn.anju.duty.Metric;
import cn.anju.duty.Proof;
import java.util.List;
import org.springframework.stereotype.Component;

/** 报表报了、签收了，证明哪些职责；报送日历和投诉热点守得怎样。职责模块在前，记录在这里，所以写在这里。 */
@Component
public class ReportProofs implements Proof.Book, Metric.Book {

    @Override
    public List<Proof> proofs() {
        return List.of(
            sent("weekly-collection-sent", ReportKind.WEEKLY_COLLECTION), sent("weekly-service-sent", ReportKind.WEEKLY_SERVICE), sent("weekly-customer-sent", ReportKind.WEEKLY_CUSTOMER),
            sent("fee-summary-sent", ReportKind.FEE_SUMMARY), received("management-received", ReportKind.MONTHLY_MANAGEMENT), sent("complaint-monthly-sent", ReportKind.COMPLAINT_MONTHLY),
            sent("complaint-analysis-sent", ReportKind.COMPLAINT_ANALYSIS), sent("quality-sent", ReportKind.QUALITY), received("department-received", ReportKind.DEPARTMENT),
            sent("fee-analysis-sent", ReportKind.FEE_ANALYSIS), received("briefing-received", ReportKind.BRIEFING), sent("satisfaction-sent", ReportKind.SATISFACTION_YEAR));
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
            new Metric("reporting.overdue", "报送逾期未说明", "该报的日子过了、没有报也没有说明为什么的报表份数", Metric.Goal.AT_MOST, "0", "report-calendar?state=LATE", """
                select count(*) part, null::bigint whole from reporting.report r
                 where r.community_id = :community and r.due_at < least(cast(:to as timestamptz), cast(:today as date) + interval '1 day') and r.why_at is null
                   and not exists (select from reporting.edition e join reporting.submission s on s.community_id = e.community_id and s.edition_id = e.id
                                    where e.community_id = r.community_id and e.report_id = r.id)
                """),
            new Metric("reporting.hotspots-owned", "投诉热点已定责整改", "本月受理的投诉里，定了责任部门、写了整改措施的比例", Metric.Goal.AT_LEAST, "80", "complaints?from={from}&to={to}", """
                select count(*) filter (where c.department is not null and c.measure is not null) part, count(*) whole
                  from servicedesk.complaint c join servicedesk.ticket t on t.community_id = c.community_id and t.id = c.ticket_id
                 where c.community_id = :community and t.opened_at >= cast(:from as timestamptz) and t.opened_at < cast(:to as timestamptz)
                """));
    }

    private static Proof sent(String key, ReportKind kind) {
        return proof(key, kind, "s.sent_at", "已报送");
    }

    /** Done when the one it is for has signed for it. */
    private static Proof received(String key, ReportKind kind) {
        return proof(key, kind, "s.read_at", "已签收");
    }

    private static Proof proof(String key, ReportKind kind, String done, String what) {
        return new Proof("reporting." + key, kind.title + what, """
            select s.sent_by staff_id, s.sent_name staff_name, null::bigint area_id, e.as_of opened_at, r.due_at, %s done_at,
                   '%s ' || e.number || '（' || r.from_on || ' 至 ' || r.to_on || '）' || coalesce('，' || s.read_names || '签收', '') "text", 'report-calendar?report=' || r.id link
              from reporting.report r join reporting.edition e on e.community_id = r.community_id and e.report_id = r.id and e.edition = 1
              left join lateral (select m.sent_by, m.sent_name, m.sent_at, min(v.read_at) read_at, string_agg(v.read_name, '、') read_names
                                   from reporting.edition n join reporting.submission m on m.community_id = n.community_id and m.edition_id = n.id
                                   left join reporting.receiver v on v.community_id = m.community_id and v.edition_id = m.edition_id
                                  where n.community_id = r.community_id and n.report_id = r.id group by m.sent_by, m.sent_name, m.sent_at order by m.sent_at limit 1) s on true
             where r.community_id = :community and r.kind = '%s'
            """.formatted(done, kind.title, kind.key()));
    }
}
