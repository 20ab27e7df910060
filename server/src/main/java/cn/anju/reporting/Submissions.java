package cn.anju.reporting;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 报送、签收批示、说明为什么晚；报的总是最新一版，一版只报一次。 */
@Service
class Submissions {

    /** 报送。 @param remark measures and advice; must stand in an analysis */
    record Send(@Nullable @Size(max = 2000, message = "最多 2000 字") String remark) {}

    /** 签收。 @param reply 批示 */
    record Receive(@Nullable @Size(max = 500, message = "最多 500 字") String reply) {}

    /** 为什么晚。 */
    record Explain(@NotBlank(message = "请写为什么晚") @Size(max = 200, message = "最多 200 字") String reason) {}

    private record Latest(long id, String number, boolean isSent) {}

    private final JdbcClient jdbc;
    private final Reports reports;
    private final StaffAccess staff;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    Submissions(JdbcClient jdbc, Reports reports, StaffAccess staff, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.reports = reports;
        this.staff = staff;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem 409 {@code already-sent}, {@code no-receiver}; 400 {@code remark-missing} */
    @Transactional
    void send(long community, long report, Send send) {
        var user = CurrentUser.get();
        var kind = reports.period(community, report).of();
        user.require(community, kind.needs);
        var latest = latest(community, report);
        if (latest.isSent()) throw Problem.conflict("already-sent", "%s 已经报过了；内容要改，请先另出一版", latest.number());
        var remark = send.remark() == null || send.remark().isBlank() ? null : send.remark().strip();
        if (kind.isArgued && remark == null) throw Problem.invalid("remark-missing", "%s要写明分析、措施和建议再报", kind.title);
        var receivers = new HashSet<>(staff.inRole(community, kind.receiver));
        if (receivers.isEmpty()) throw Problem.conflict("no-receiver", "本小区现在没有该收这份报表的人，请管理员先授岗位");
        jdbc.sql("insert into reporting.submission (community_id, edition_id, remark, sent_by, sent_name, sent_at) values (:community, :edition, :remark, :by, :name, :at)")
            .param("community", community).param("edition", latest.id()).param("remark", remark).param("by", user.id()).param("name", user.name()).param("at", now()).update();
        jdbc.sql("insert into reporting.receiver (community_id, edition_id, staff_id) select :community, :edition, s from unnest(:people::bigint[]) s")
            .param("community", community).param("edition", latest.id()).param("people", receivers.toArray(Long[]::new)).update();
        notices.tell(community, receivers, new Notice("报表", "%s报来%s".formatted(user.name(), kind.title), remark, "report-calendar?report=" + report, "report-sent:" + latest.id()));
        audit.note("报送 " + latest.number(), null, send);
    }

    /** @throws Problem 409 {@code not-for-you}, {@code already-received} */
    @Transactional
    void receive(long community, long report, Receive receive) {
        var user = CurrentUser.get();
        reports.period(community, report);
        var latest = latest(community, report);
        var read = jdbc.sql("select read_at is not null from reporting.receiver where community_id = :community and edition_id = :edition and staff_id = :me")
            .param("community", community).param("edition", latest.id()).param("me", user.id()).query(Boolean.class).optional()
            .orElseThrow(() -> Problem.conflict("not-for-you", "这一版没有报给您，不用签收"));
        if (read) throw Problem.conflict("already-received", "您已经签收过了");
        jdbc.sql("update reporting.receiver set read_at = :at, read_name = :name, reply = :reply where community_id = :community and edition_id = :edition and staff_id = :me")
            .param("at", now()).param("name", user.name()).param("reply", receive.reply() == null || receive.reply().isBlank() ? null : receive.reply().strip())
            .param("community", community).param("edition", latest.id()).param("me", user.id()).update();
        audit.note("签收 " + latest.number(), null, receive);
    }

    /** @throws Problem 409 {@code not-late} */
    @Transactional
    void explain(long community, long report, Explain explain) {
        var user = CurrentUser.get();
        user.require(community, reports.period(community, report).of().needs);
        var done = jdbc.sql("""
            update reporting.report r set why_late = :why, why_name = :name, why_at = :at where community_id = :community and id = :report and due_at < :at and why_at is null
               and not exists (select from reporting.edition e join reporting.submission s on s.community_id = e.community_id and s.edition_id = e.id
                                where e.community_id = r.community_id and e.report_id = r.id and s.sent_at <= r.due_at)
            """).param("why", explain.reason().strip()).param("name", user.name()).param("at", now()).param("community", community).param("report", report).update();
        if (done == 0) throw Problem.conflict("not-late", "这一份没有晚，或已经说明过");
        audit.note("报表晚报说明", null, explain);
    }

    private Latest latest(long community, long report) {
        return jdbc.sql("""
            select e.id, e.number, exists (select from reporting.submission s where s.community_id = e.community_id and s.edition_id = e.id) is_sent
              from reporting.edition e where e.community_id = :community and e.report_id = :report order by e.edition desc limit 1
            """).param("community", community).param("report", report).query(Latest.class).single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
