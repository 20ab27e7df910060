package cn.anju.reporting;

import cn.anju.access.AuditTrail;
import cn.anju.attachment.Attachments;
import cn.anju.duty.Metric.Goal;
import cn.anju.estate.Communities;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.servicedesk.ComplaintLabels;
import cn.anju.setting.Settings;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 出报表：到日子自己出，每一天只走一遍、按先后；出过的不再改，要改就另出一版。 */
@Service("periodicReports")
class Reports {

    /** 补出以前某天该出的一期。 */
    record Make(@NotBlank(message = "请选报表") String kind, @NotNull(message = "请选哪天的") LocalDate day) {}

    /** 另出一版。 */
    record Again(@NotBlank(message = "请写为什么另出一版") @Size(max = 200, message = "最多 200 字") String reason) {}

    record Period(long id, String kind, LocalDate fromOn, LocalDate toOn, LocalDate madeOn) {

        ReportKind of() {
            return ReportKind.of(kind).orElseThrow();
        }
    }

    private final JdbcClient jdbc;
    private final MetricBoard board;
    private final Attachments attachments;
    private final Communities communities;
    private final ComplaintLabels labels;
    private final Notices notices;
    private final Settings settings;
    private final ReportSettings days;
    private final AuditTrail audit;
    private final Clock clock;

    Reports(JdbcClient jdbc, MetricBoard board, Attachments attachments, Communities communities, ComplaintLabels labels, Notices notices, Settings settings, ReportSettings days,
            AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.board = board;
        this.attachments = attachments;
        this.communities = communities;
        this.labels = labels;
        this.notices = notices;
        this.settings = settings;
        this.days = days;
        this.audit = audit;
        this.clock = clock;
    }

    /** The last day that has been gone through; a community begins the day before it is first looked at. */
    @Transactional
    LocalDate lastDay(long community, LocalDate today) {
        jdbc.sql("insert into reporting.day (community_id, last_day) values (:community, :day) on conflict do nothing").param("community", community).param("day", today.minusDays(1)).update();
        return jdbc.sql("select last_day from reporting.day where community_id = :community for update").param("community", community).query(LocalDate.class).single();
    }

    /** 这一天该出的都出；这一天过完了，记下来。 @param hour of the day it is, 24 when it is over */
    @Transactional
    void pass(long community, LocalDate day, int hour) {
        if (!lastDay(community, day).isBefore(day)) return;
        for (var kind : ReportKind.values())
            if (isDue(community, kind, day) && settings.get(community, ReportSettings.hour(kind)).intValue() <= hour) make(community, kind, day);
        if (hour >= 24) jdbc.sql("update reporting.day set last_day = :day where community_id = :community").param("day", day).param("community", community).update();
    }

    boolean isDue(long community, ReportKind kind, LocalDate day) {
        return kind.isMadeOn(day, settings.get(community, days.day(kind)).intValue());
    }

    /** 补出一期；已经有的不再出。 @throws Problem 404 {@code report-kind-unknown}; 400 {@code day-not-come} */
    @Transactional
    long make(long community, Make wanted) {
        var kind = ReportKind.of(wanted.kind()).orElseThrow(() -> Problem.notFound("report-kind-unknown", "没有这种报表"));
        CurrentUser.get().require(community, kind.needs);
        if (wanted.day().isAfter(LocalDate.now(clock))) throw Problem.invalid("day-not-come", "这一天还没到，到了会自己出");
        return make(community, kind, wanted.day());
    }

    /** 另出一版，写明为什么；原来的一版照样在。 @return its number */
    @Transactional
    public String again(long community, long report, Again again) {
        var period = period(community, report);
        CurrentUser.get().require(community, period.of().needs);
        var number = edition(community, period, again.reason().strip());
        audit.note("报表 " + number, null, again);
        return number;
    }

    /** @throws Problem 404 {@code report-not-found}; its row is locked, so that two editions come one after the other */
    Period period(long community, long report) {
        return jdbc.sql("select id, kind, from_on, to_on, made_on from reporting.report where community_id = :community and id = :id for update")
            .param("community", community).param("id", report).query(Period.class).optional().orElseThrow(() -> Problem.notFound("report-not-found", "没有这份报表"));
    }

    /** The last moment in which the report made on this day is handed up in time. */
    Instant due(long community, ReportKind kind, LocalDate day) {
        return day.plusDays(settings.get(community, days.grace(kind)).longValue() + 1).atStartOfDay(clock.getZone()).minusSeconds(1).toInstant();
    }

    private long make(long community, ReportKind kind, LocalDate day) {
        var due = due(community, kind, day).atZone(clock.getZone()).toOffsetDateTime();
        var made = jdbc.sql("""
            insert into reporting.report (community_id, kind, from_on, to_on, made_on, due_at) values (:community, :kind, :from, :to, :day, :due)
            on conflict (community_id, kind, made_on) do nothing returning id
            """).param("community", community).param("kind", kind.key()).param("from", kind.from(day)).param("to", kind.to(day)).param("day", day).param("due", due)
            .query(Long.class).optional();
        if (made.isEmpty()) return jdbc.sql("select id from reporting.report where community_id = :community and kind = :kind and made_on = :day").param("community", community)
            .param("kind", kind.key()).param("day", day).query(Long.class).single();
        edition(community, new Period(made.get(), kind.key(), kind.from(day), kind.to(day), day), null);
        notices.tellHolders(community, "reporting.submit", new Notice("报表", kind.title + " 出来了", "请看过后在 %d月%d日 以前报送".formatted(due.getMonthValue(), due.getDayOfMonth()),
            "report-calendar?report=" + made.get(), "report:" + made.get()));
        return made.get();
    }

    private String edition(long community, Period period, @Nullable String reason) {
        var kind = period.of();
        var edition = jdbc.sql("select count(*) + 1 from reporting.edition where community_id = :community and report_id = :report").param("community", community)
            .param("report", period.id()).query(Integer.class).single();
        var number = "%s-%s-%d".formatted(kind.prefix, period.madeOn().toString().replace("-", ""), edition);
        var madeBy = reason != null ? CurrentUser.get() : null;
        var content = new ReportPaper.Content(communities.name(community), kind.title, number, period.fromOn(), period.toOn(), clock.instant(),
            madeBy == null ? "系统" : madeBy.name(), sections(community, kind, period));
        var pdf = attachments.store(community, "report:" + period.id(), kind.title + " " + number + ".pdf", "application/pdf", ReportPaper.pdf(content, clock.getZone()));
        var sheet = attachments.store(community, "report:" + period.id(), kind.title + " " + number + ".xlsx", null, ReportPaper.sheet(content, clock.getZone()));
        jdbc.sql("""
            insert into reporting.edition (community_id, report_id, edition, number, as_of, reason, made_by, made_name, pdf_id, pdf_sha256, sheet_id, sheet_sha256)
            select :community, :report, :edition, :number, :at, :reason, :by, :name, p.id, p.sha256, s.id, s.sha256
              from attachment.file p join attachment.file s on s.community_id = p.community_id and s.id = :sheet where p.community_id = :community and p.id = :pdf
            """).param("community", community).param("report", period.id()).param("edition", edition).param("number", number).param("at", content.asOf().atOffset(ZoneOffset.UTC))
            .param("reason", reason).param("by", madeBy == null ? null : madeBy.id()).param("name", content.madeBy()).param("pdf", pdf).param("sheet", sheet).update();
        return number;
    }

    private List<ReportPaper.Section> sections(long community, ReportKind kind, Period period) {
        var sections = new ArrayList<ReportPaper.Section>();
        var figures = board.of(community, YearMonth.from(period.toOn())).stream().filter(each -> kind.figuresOf.contains(each.module()) && each.value() != null).toList();
        if (!figures.isEmpty()) sections.add(new ReportPaper.Section(kind.rhythm == ReportKind.Rhythm.SEMIANNUAL || kind.rhythm == ReportKind.Rhythm.ANNUAL ? "指标（%d 月当月）".formatted(period.toOn().getMonthValue())
            : "指标", List.of("指标", "怎么算", "现在", "目标", "达标"), figures.stream().map(each -> List.<@Nullable Object>of(each.label(),
            each.definition(), each.value().toPlainString() + each.unit(), (each.goal() == Goal.AT_LEAST ? "不低于 " : "不超过 ") + each.target().toPlainString() + each.unit(),
            each.isMet() ? "达标" : "没达标")).toList()));
        var words = Map.of("事项", labels.items(community), "责任部门", labels.departments(community));
        for (var table : kind.tables) sections.add(rows(community, table, period, words));
        return sections;
    }

    private ReportPaper.Section rows(long community, ReportTable table, Period period, Map<String, Map<String, String>> words) {
        var head = new ArrayList<String>();
        var rows = new ArrayList<List<@Nullable Object>>();
        jdbc.sql(table.sql).param("community", community).param("from", period.fromOn()).param("to", period.toOn())
            .param("start", period.fromOn().atStartOfDay(clock.getZone()).toOffsetDateTime()).param("end", period.toOn().plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime())
            .query(row -> {
                var about = row.getMetaData();
                var values = new ArrayList<@Nullable Object>();
                for (var place = 1; place <= about.getColumnCount(); place++) {
                    if (rows.isEmpty()) head.add(about.getColumnLabel(place));
                    var value = row.getObject(place);
                    values.add(value instanceof Long count ? BigDecimal.valueOf(count) : value instanceof String text
                        ? words.getOrDefault(about.getColumnLabel(place), Map.of()).getOrDefault(text, text) : value);
                }
                rows.add(values);
            });
        return new ReportPaper.Section(table.title, head, rows);
    }
}
