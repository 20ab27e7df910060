package cn.anju.collection.rate;

import cn.anju.access.AuditTrail;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 半年考核：期满定案；没完成的提出降薪或降职，由主任定。 */
@Service
class Assessments {

    /** 没完成怎么办。 */
    enum Measure {
        REDUCE("降薪"), DEMOTE("降职");

        private final String label;

        Measure(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    record Proposal(@NotNull(message = "请选降薪或降职") Measure measure, @NotBlank(message = "请写理由") @Size(max = 300) String reason) {}

    /** @param steps the pay steps that the period earns */
    record Assessment(long id, LocalDate periodStart, long areaId, String areaName, @Nullable String staffName, String post, @Nullable BigDecimal targetRate,
                      @Nullable BigDecimal actualRate, int steps, String rule, String conclusion, String state, @Nullable Measure measure, @Nullable String reason) {}

    private final JdbcClient jdbc;
    private final Scoreboard scoreboard;
    private final Approvals approvals;
    private final AuditTrail audit;
    private final Clock clock;

    Assessments(JdbcClient jdbc, Scoreboard scoreboard, Approvals approvals, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.scoreboard = scoreboard;
        this.approvals = approvals;
        this.audit = audit;
        this.clock = clock;
    }

    /** 定案，只一次。 @throws Problem 409 {@code half-year-open}, {@code half-year-assessed} */
    @Transactional
    void close(long community, YearMonth first) {
        CurrentUser.get().require(community, "collection.manage");
        var period = new HalfYear(first);
        if (!LocalDate.now(clock).isAfter(period.end())) throw Problem.conflict("half-year-open", "这一期到 %s 才满，期满再考核", period.end());
        for (var row : scoreboard.of(community, first, period.end())) {
            var conclusion = row.target() == null ? "UNSET" : row.rate() != null && row.rate().compareTo(row.target()) >= 0 ? "MET" : "MISSED";
            var made = jdbc.sql("""
                insert into collection.assessment (community_id, period_start, area_id, area_name, staff_id, staff_name, post, target_rate, actual_rate, steps,
                                                   rule, conclusion, made_name, made_at)
                values (:community, :start, :area, :areaName, :staff, :staffName, :post, :target, :actual, :steps, :rule, :conclusion, :by, :at)
                on conflict (community_id, period_start, area_id) do nothing
                """)
                .param("community", community).param("start", period.start()).param("area", row.areaId()).param("areaName", row.area())
                .param("staff", row.stewardId()).param("staffName", row.steward()).param("post", row.post()).param("target", row.target())
                .param("actual", row.rate()).param("steps", row.steps()).param("rule", row.rule()).param("conclusion", conclusion)
                .param("by", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
            if (made == 0) throw Problem.conflict("half-year-assessed", "这一期已经考核过了");
        }
        audit.note("半年考核 " + first, null, list(community, first));
    }

    @Transactional(readOnly = true)
    List<Assessment> list(long community, @Nullable YearMonth first) {
        return jdbc.sql("""
            select id, period_start, area_id, area_name, staff_name, post, target_rate, actual_rate, steps, rule, conclusion, state, measure, reason
              from collection.assessment where community_id = :community and (:start::date is null or period_start = :start)
             order by period_start desc, actual_rate desc nulls last, area_name
            """).param("community", community).param("start", first == null ? null : first.atDay(1)).query(Assessment.class).list();
    }

    /** 提出降薪或降职，报主任。 @throws Problem 404 {@code assessment-unknown}, 409 {@code target-met}, {@code proposal-made} */
    @Transactional
    long propose(long community, long id, Proposal proposal) {
        CurrentUser.get().require(community, "collection.manage");
        jdbc.sql("select id from collection.assessment where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Long.class).optional().orElseThrow(() -> Problem.notFound("assessment-unknown", "没有这份考核"));
        var assessment = list(community, null).stream().filter(each -> each.id() == id).findFirst().orElseThrow();
        if (!assessment.conclusion().equals("MISSED")) throw Problem.conflict("target-met", "完成了目标或没有定目标的，不能降");
        if (!assessment.state().equals("NONE") && !assessment.state().equals("REJECTED")) throw Problem.conflict("proposal-made", "已经提过了，请等主任决定");
        jdbc.sql("update collection.assessment set state = 'WAITING', measure = :measure, reason = :reason where community_id = :community and id = :id")
            .param("measure", proposal.measure().name()).param("reason", proposal.reason().strip()).param("community", community).param("id", id).update();
        return approvals.submit(community, new Submission(PenaltyApproval.KEY, id, "%s %s%s".formatted(assessment.areaName(),
            assessment.staffName() == null ? "" : assessment.staffName() + " ", proposal.measure().label()), null, proposal.reason().strip(), List.of(
                new Submission.Fact("收费期", assessment.periodStart() + " 起半年"), new Submission.Fact("目标", assessment.targetRate() + "%"),
                new Submission.Fact("实绩", assessment.actualRate() == null ? "—" : assessment.actualRate() + "%"), new Submission.Fact("岗位", assessment.post())), "scoreboard"));
    }
}
