package cn.anju.servicedesk.aftercare;

import cn.anju.access.AuditTrail;
import cn.anju.access.Masked;
import cn.anju.access.StaffAccess;
import cn.anju.estate.Communities;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Html;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.servicedesk.ticket.TicketKind;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 每月的回访质量报告：各类事回访得怎样，意见是什么，报给主任，主任看过。 */
@Service
@Transactional
class CallbackReports {

    /** 一类事一个月的回访。 @param satisfactionRate of those reached, per cent: satisfied and fairly so */
    record Figure(TicketKind kind, long finished, long called, long satisfied, long fair, long dissatisfied, long unreached, @Nullable BigDecimal satisfactionRate) {}

    record Opinion(long ticketId, String number, TicketKind kind, String outcome, String opinion, Instant madeAt) {
        Opinion {
            opinion = Masked.text(opinion);
        }
    }

    record Submission(String summary, Instant madeAt, String madeName, @Nullable Instant readAt, @Nullable String readName, @Nullable String remark) {}

    record Report(YearMonth month, List<Figure> figures, List<Opinion> opinions, @Nullable Submission submission, boolean maySubmit, boolean mayRead) {}

    record NewReport(@NotBlank(message = "请写小结") @Size(max = 2000, message = "小结最多 2000 字") String summary) {}

    record Reading(@Nullable @Size(max = 500, message = "批示最多 500 字") String remark) {}

    private final JdbcClient jdbc;
    private final StaffAccess staff;
    private final Notices notices;
    private final AuditTrail audit;
    private final Communities communities;
    private final Clock clock;

    CallbackReports(JdbcClient jdbc, StaffAccess staff, Notices notices, AuditTrail audit, Communities communities, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.notices = notices;
        this.audit = audit;
        this.communities = communities;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Report of(long community, YearMonth month) {
        var user = CurrentUser.get();
        var figures = jdbc.sql("""
            with done as (
                select t.id, t.kind from servicedesk.ticket t where t.community_id = :community
                   and t.done_at >= :from::date::timestamp at time zone 'Asia/Shanghai' and t.done_at < :until::date::timestamp at time zone 'Asia/Shanghai'),
            calls as (
                select t.kind, b.outcome, b.ticket_id from servicedesk.callback b join servicedesk.ticket t on t.community_id = b.community_id and t.id = b.ticket_id
                 where b.community_id = :community
                   and b.made_at >= :from::date::timestamp at time zone 'Asia/Shanghai' and b.made_at < :until::date::timestamp at time zone 'Asia/Shanghai')
            select k.kind, (select count(*) from done d where d.kind = k.kind) finished, count(distinct c.ticket_id) filter (where c.outcome <> 'UNREACHED') called,
                   count(*) filter (where c.outcome = 'SATISFIED') satisfied, count(*) filter (where c.outcome = 'FAIR') fair,
                   count(*) filter (where c.outcome = 'DISSATISFIED') dissatisfied, count(*) filter (where c.outcome = 'UNREACHED') unreached,
                   round(100.0 * count(*) filter (where c.outcome in ('SATISFIED', 'FAIR')) / nullif(count(*) filter (where c.outcome <> 'UNREACHED'), 0), 1) satisfaction_rate
              from (select kind from done union select kind from calls) k left join calls c on c.kind = k.kind group by k.kind order by finished desc, k.kind
            """).param("community", community).param("from", month.atDay(1)).param("until", month.plusMonths(1).atDay(1)).query(Figure.class).list();
        var opinions = jdbc.sql("""
            select t.id ticket_id, t.number, t.kind, b.outcome, b.opinion, b.made_at
              from servicedesk.callback b join servicedesk.ticket t on t.community_id = b.community_id and t.id = b.ticket_id
             where b.community_id = :community and b.opinion is not null
               and b.made_at >= :from::date::timestamp at time zone 'Asia/Shanghai' and b.made_at < :until::date::timestamp at time zone 'Asia/Shanghai'
             order by b.outcome <> 'DISSATISFIED', b.made_at limit 500
            """).param("community", community).param("from", month.atDay(1)).param("until", month.plusMonths(1).atDay(1)).query(Opinion.class).list();
        record Row(String summary, Instant madeAt, long madeBy, String madeName, @Nullable Instant readAt, @Nullable String readName, @Nullable String remark) {}
        var row = jdbc.sql("select summary, made_at, made_by, made_name, read_at, read_name, remark from servicedesk.callback_report where community_id = :community and month = :month")
            .param("community", community).param("month", month.atDay(1)).query(Row.class).optional();
        return new Report(month, figures, opinions, row.map(each -> new Submission(each.summary(), each.madeAt(), each.madeName(), each.readAt(), each.readName(), each.remark())).orElse(null),
            row.isEmpty() && user.may(community, "servicedesk.callback") && !month.isAfter(YearMonth.now(clock)),
            row.isPresent() && row.get().readAt() == null && row.get().madeBy() != user.id() && isDirector(community, user));
    }

    /** 写好小结，报给主任。 @throws Problem 409 {@code report-made}, {@code month-not-begun} */
    void submit(long community, YearMonth month, NewReport report) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.callback");
        if (month.isAfter(YearMonth.now(clock))) throw Problem.conflict("month-not-begun", "%s还没到", month);
        var made = jdbc.sql("""
            insert into servicedesk.callback_report (community_id, month, summary, made_at, made_by, made_name) values (:community, :month, :summary, :at, :by, :name)
            on conflict do nothing
            """).param("community", community).param("month", month.atDay(1)).param("summary", report.summary().strip())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", user.id()).param("name", user.name()).update();
        if (made == 0) throw Problem.conflict("report-made", "%s 的回访报告已经报过了", month);
        notices.tellRole(community, "director", new Notice("servicedesk", month + " 回访质量报告", report.summary().strip(), "callback-reports?month=" + month, "callback-report:" + month));
        audit.note("回访质量报告 " + month, null, report);
    }

    /** 主任或他的代理看过，可以批示。 @throws Problem 404 {@code report-not-found}; 409 {@code report-read}; 403 {@code own-report}, {@code director-only} */
    void read(long community, YearMonth month, Reading reading) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.review");
        record Row(long madeBy, @Nullable Instant readAt) {}
        var row = jdbc.sql("select made_by, read_at from servicedesk.callback_report where community_id = :community and month = :month for update")
            .param("community", community).param("month", month.atDay(1)).query(Row.class).optional()
            .orElseThrow(() -> Problem.notFound("report-not-found", "%s 的回访报告还没有报", month));
        if (row.readAt() != null) throw Problem.conflict("report-read", "%s 的回访报告已经批阅过了", month);
        if (row.madeBy() == user.id()) throw Problem.forbidden("own-report", "自己报的，请由上级批阅");
        if (!isDirector(community, user)) throw Problem.forbidden("director-only", "回访质量报告报给主任，由主任或他的代理批阅");
        jdbc.sql("""
            update servicedesk.callback_report set read_at = :at, read_by = :by, read_name = :name, remark = :remark where community_id = :community and month = :month
            """).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", user.id()).param("name", user.name())
            .param("remark", reading.remark() == null || reading.remark().isBlank() ? null : reading.remark().strip()).param("community", community)
            .param("month", month.atDay(1)).update();
        audit.note("回访质量报告 " + month, null, reading);
    }

    private boolean isDirector(long community, CurrentUser user) {
        return user.may(community, "servicedesk.review") && staff.inRole(community, "director").contains(user.id());
    }

    /** 打印。 */
    @Transactional(readOnly = true)
    String page(long community, YearMonth month) {
        var report = of(community, month);
        var name = communities.name(community);
        var said = report.submission();
        return Html.page("回访质量报告 " + month, """
            @page { size: A4; margin: 18mm 20mm; }
            h1 { font-size: 17pt; text-align: center; margin: 3mm 0; } .head { text-align: center; margin-bottom: 4mm; } h2 { font-size: 12pt; margin: 6mm 0 2mm; }
            .lines th, .lines td { border: 1px solid #000; padding: 1.5mm 2mm; font-weight: normal; text-align: left; } .lines .number { text-align: right; } .seal { margin-top: 10mm; text-align: right; }
            """ + Html.NUMBERED, """
            <p class="head">%s</p><h1>回访质量报告</h1><p class="head">%s　%s</p>
            <table class="lines"><tr><th>种类</th><th class="number">办完</th><th class="number">回访到</th><th class="number">满意</th><th class="number">基本满意</th><th class="number">不满意</th><th class="number">没联系上</th><th class="number">满意率（%%）</th></tr>%s</table>
            <h2>住户意见</h2><table class="lines">%s</table><h2>小结</h2><p>%s</p><h2>批示</h2><p>%s</p><p class="seal">%s（盖章）<br/>%s</p>
            """.formatted(Html.text(name), month, Html.filed("HFBG", month),
                report.figures().stream().map(each -> "<tr><td>%s</td><td class=\"number\">%d</td><td class=\"number\">%d</td><td class=\"number\">%d</td><td class=\"number\">%d</td><td class=\"number\">%d</td><td class=\"number\">%d</td><td class=\"number\">%s</td></tr>"
                    .formatted(each.kind().label(), each.finished(), each.called(), each.satisfied(), each.fair(), each.dissatisfied(), each.unreached(),
                        each.satisfactionRate() == null ? "—" : each.satisfactionRate())).collect(Collectors.joining()),
                report.opinions().stream().map(each -> "<tr><td>%s</td><td>%s</td><td>%s</td></tr>".formatted(each.number(), each.kind().label(), Html.text(each.opinion())))
                    .collect(Collectors.joining()),
                said == null ? "" : Html.text(said.summary()) + "　" + Html.text(said.madeName()), said == null || said.readAt() == null ? "" :
                    Html.text(said.remark() == null ? "已阅" : said.remark()) + "　" + Html.text(said.readName()) + "　" + Html.moment(said.readAt(), clock.getZone()),
                Html.text(name), LocalDate.now(clock)));
    }
}
