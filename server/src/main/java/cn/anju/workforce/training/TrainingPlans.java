package cn.anju.workforce.training;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission;
import cn.anju.approval.Submission.Fact;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.workforce.Colleagues;
import cn.anju.workforce.Decided;
import cn.anju.workforce.Rank;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 培训计划：全年的大纲、每月的安排，逐课有教材、对象、负责人、期限；批了照办。 */
@Service
class TrainingPlans implements Decided {

    static final String KIND = "training-plan";

    /** 计划管多长。 */
    enum Span { YEAR, MONTH }

    /** 计划里的一课。 @param posts whom it is for, by their posts. @param leaderId who sees to it */
    record Line(@NotNull(message = "请选什么培训") TrainingKind kind, @NotBlank(message = "请写课题") @Size(max = 100, message = "课题最多 100 字") String topic,
                @Size(max = 100, message = "教材最多 100 字") @Nullable String material, @NotEmpty(message = "请选给哪些岗位") List<@NotBlank(message = "请选给哪些岗位") String> posts,
                @NotNull(message = "请选谁负责") Long leaderId, @NotNull(message = "请填哪天以前办") LocalDate dueOn,
                @NotNull(message = "请填课时") @DecimalMin(value = "0.5", message = "至少半小时") @DecimalMax(value = "200", message = "最多 200 小时") BigDecimal hours) {}

    /** @param day any day of the year or month */
    record NewPlan(@NotNull(message = "请选年度还是月度") Span span, @NotNull(message = "请选哪年哪月") LocalDate day, @NotBlank(message = "请写哪个部门") @Size(max = 30, message = "最多 30 字") String unit,
                   @NotBlank(message = "请写目标") @Size(max = 500, message = "最多 500 字") String aim,
                   @NotEmpty(message = "至少写一课") @Size(max = 100, message = "最多 100 课") List<@Valid @NotNull(message = "这一课是空的") Line> lines) {

        LocalDate beginsOn() {
            return span == Span.YEAR ? day.withDayOfYear(1) : day.withDayOfMonth(1);
        }

        LocalDate endsOn() {
            return span == Span.YEAR ? beginsOn().plusYears(1).minusDays(1) : beginsOn().plusMonths(1).minusDays(1);
        }
    }

    /** @param version what was read */
    record Change(int version, @NotNull(message = "请写计划") @Valid NewPlan plan) {}

    record Made(long id, String number) {}

    record Submitted(long approval) {}

    private record Held(String number, Span span, LocalDate beginsOn, String unit, String aim, int version, String state, long madeBy) {}

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Colleagues colleagues;
    private final Approvals approvals;
    private final StaffAccess staff;
    private final AuditTrail audit;
    private final Clock clock;

    TrainingPlans(JdbcClient jdbc, NumberSeries numbers, Colleagues colleagues, Approvals approvals, StaffAccess staff, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.colleagues = colleagues;
        this.approvals = approvals;
        this.staff = staff;
        this.audit = audit;
        this.clock = clock;
    }

    /** 写一份。 @throws Problem 400 {@code outside-plan}; 404 {@code staff-not-found}; 409 {@code training-plan-exists} */
    @Transactional
    Made write(long community, NewPlan plan) {
        var user = permitted(community);
        check(plan);
        var number = numbers.next("workforce", community, "PX", LocalDate.now(clock));
        long id;
        try {
            id = jdbc.sql("""
                insert into workforce.training_plan (community_id, number, span, begins_on, unit, aim, made_at, made_by, made_name)
                values (:community, :number, :span, :begins, :unit, :aim, :now, :me, :name) returning id
                """).param("community", community).param("number", number).param("span", plan.span().name()).param("begins", plan.beginsOn()).param("unit", plan.unit().strip())
                .param("aim", plan.aim().strip()).param("now", now()).param("me", user.id()).param("name", user.name()).query(Long.class).single();
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("training-plan-exists", "%s这一期已经有培训计划，请打开那一份改", plan.unit().strip());
        }
        addLines(community, id, plan);
        audit.note("培训计划 " + number, null, plan);
        return new Made(id, number);
    }

    /** 改草稿；哪一期、哪个部门不改。 @throws Problem 409 {@code plan-not-draft}, {@code training-plan-changed} */
    @Transactional
    void change(long community, long id, Change change) {
        permitted(community);
        var held = held(community, id);
        if (!held.state().equals("DRAFT")) throw Problem.conflict("plan-not-draft", "报上去的和批了的计划不能改");
        if (held.version() != change.version()) throw Problem.conflict("training-plan-changed", "这份计划刚被别人改过，请刷新后再改");
        if (held.span() != change.plan().span() || !held.beginsOn().equals(change.plan().beginsOn()) || !held.unit().equals(change.plan().unit().strip()))
            throw Problem.invalid("plan-is-another", "哪一期、哪个部门不能改，请另写一份");
        check(change.plan());
        jdbc.sql("update workforce.training_plan set aim = :aim, version = version + 1 where community_id = :community and id = :id").param("aim", change.plan().aim().strip())
            .param("community", community).param("id", id).update();
        jdbc.sql("delete from workforce.training_plan_line where community_id = :community and plan_id = :id").param("community", community).param("id", id).update();
        addLines(community, id, change.plan());
        audit.note("培训计划 " + held.number() + " 改", held, change);
    }

    /** 报上去。 @throws Problem 409 {@code plan-not-draft} */
    @Transactional
    Submitted submit(long community, long id) {
        var user = permitted(community);
        var held = held(community, id);
        if (!held.state().equals("DRAFT")) throw Problem.conflict("plan-not-draft", "这份计划已经报上去了");
        jdbc.sql("update workforce.training_plan set state = 'WAITING', submitted_at = :now, answer = null where community_id = :community and id = :id").param("now", now())
            .param("community", community).param("id", id).update();
        var lines = jdbc.sql("select count(*) from workforce.training_plan_line where community_id = :community and plan_id = :id").param("community", community).param("id", id).query(Long.class).single();
        audit.note("培训计划 " + held.number() + " 报上去", null, null);
        var title = "%s %s培训计划".formatted(held.unit(), words(held.span(), held.beginsOn()));
        return new Submitted(approvals.submit(community, new Submission(Rank.of(user, community, staff).key(KIND), id, title, null, held.aim(), List.of(new Fact("课", lines + " 课")), "training-plans/" + id)));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void approved(long community, long id) {
        jdbc.sql("update workforce.training_plan set state = 'APPROVED', approved_at = :now, approved_name = :name where community_id = :community and id = :id and state = 'WAITING'")
            .param("now", now()).param("name", CurrentUser.get().name()).param("community", community).param("id", id).update();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void rejected(long community, long id, String why) {
        jdbc.sql("update workforce.training_plan set state = 'DRAFT', answer = :why where community_id = :community and id = :id and state = 'WAITING'")
            .param("why", why.isBlank() ? "没有写原因" : why).param("community", community).param("id", id).update();
    }

    static String words(Span span, LocalDate begins) {
        return span == Span.YEAR ? begins.getYear() + " 年" : "%d 年 %d 月".formatted(begins.getYear(), begins.getMonthValue());
    }

    private static void check(NewPlan plan) {
        for (var line : plan.lines())
            if (line.dueOn().isBefore(plan.beginsOn()) || line.dueOn().isAfter(plan.endsOn()))
                throw Problem.invalid("outside-plan", "第 %d 课的期限不在%s里", plan.lines().indexOf(line) + 1, words(plan.span(), plan.beginsOn()));
    }

    private void addLines(long community, long id, NewPlan plan) {
        var position = 0;
        for (var line : plan.lines()) {
            var leader = colleagues.one(community, line.leaderId());
            jdbc.sql("""
                insert into workforce.training_plan_line (community_id, plan_id, position, kind, topic, material, posts, leader_id, leader_name, due_on, hours)
                values (:community, :plan, :position, :kind, :topic, :material, :posts, :leader, :leaderName, :due, :hours)
                """).param("community", community).param("plan", id).param("position", ++position).param("kind", line.kind().name()).param("topic", line.topic().strip())
                .param("material", line.material() == null || line.material().isBlank() ? null : line.material().strip()).param("posts", String.join("、", line.posts()))
                .param("leader", leader.id()).param("leaderName", leader.name()).param("due", line.dueOn()).param("hours", line.hours()).update();
        }
    }

    private Held held(long community, long id) {
        return jdbc.sql("select number, span, begins_on, unit, aim, version, state, made_by from workforce.training_plan where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Held.class).optional().orElseThrow(() -> Problem.notFound("training-plan-not-found", "没有这份培训计划"));
    }

    private static CurrentUser permitted(long community) {
        var user = CurrentUser.get();
        user.require(community, "workforce.team");
        return user;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
