package cn.anju.planning;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission.Fact;
import cn.anju.approval.Submission;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.planning.PlanningApprovals.Rank;
import cn.anju.setting.Settings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 计划与总结：草拟、报上级批、逐项报进展，期末对照每一项写总结。 */
@Service("workPlans")
class Plans {

    static final String KIND = "plan";

    /** @param fromItemId the item of the year's plan, or of the period before, that it goes back to */
    record NewItem(@NotBlank(message = "请写做什么") @Size(max = 300, message = "最多 300 字") String text, @NotNull(message = "请选谁负责") Long staffId,
                   @NotNull(message = "请填期限") LocalDate dueOn, @Size(max = 200, message = "最多 200 字") @Nullable String measure, @Nullable Long fromItemId) {}

    /**
     * @param day any day of the period
     * @param department for a department's plan, one of those in the settings
     */
    record NewPlan(@NotNull(message = "请选哪一级") PlanLevel level, @NotNull(message = "请选哪一期") PlanSpan span, @NotNull(message = "请选哪一期的计划") LocalDate day,
                   @Size(max = 20, message = "最多 20 字") @Nullable String department, @Size(max = 500, message = "最多 500 字") @Nullable String aim,
                   @NotEmpty(message = "请至少写一项") @Size(max = 100, message = "一份计划最多 100 项") List<@Valid @NotNull(message = "这一项是空的") NewItem> items) {}

    /** @param version as it was read */
    record Change(@NotNull(message = "请刷新后再改") Integer version, @Size(max = 500, message = "最多 500 字") @Nullable String aim,
                  @NotEmpty(message = "请至少写一项") @Size(max = 100, message = "一份计划最多 100 项") List<@Valid @NotNull(message = "这一项是空的") NewItem> items) {}

    record Progress(@NotNull(message = "请填进度") @Min(value = 0, message = "进度在 0 到 100 之间") @Max(value = 100, message = "进度在 0 到 100 之间") Integer percent,
                    @Size(max = 300, message = "最多 300 字") @Nullable String note) {}

    record Compared(@NotNull(message = "请写明是哪一项") Long id, @NotNull(message = "请选办得怎样") PlanOutcome outcome, @Size(max = 300, message = "最多 300 字") @Nullable String why, boolean isCarried) {}

    record Summary(@NotBlank(message = "请写总结") @Size(max = 2000, message = "最多 2000 字") String summary,
                   @NotEmpty(message = "请逐项对照") @Size(max = 100, message = "最多 100 项") List<@Valid @NotNull(message = "这一项是空的") Compared> items) {}

    record Made(long id, String number) {}

    /** @param approval the request that waits; null where nobody has to decide */
    record Submitted(@Nullable Long approval) {}

    private record Held(String number, PlanLevel level, PlanSpan span, LocalDate beginsOn, LocalDate endsOn, String unit, long staffId, PlanState state, int version) {

        String title() {
            return "%s %s计划".formatted(unit, span.words(beginsOn));
        }
    }

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Approvals approvals;
    private final StaffAccess staff;
    private final Settings settings;
    private final AuditTrail audit;
    private final Clock clock;

    Plans(JdbcClient jdbc, NumberSeries numbers, Approvals approvals, StaffAccess staff, Settings settings, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.approvals = approvals;
        this.staff = staff;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** 草拟。 @throws Problem 400 {@code period-over}, {@code department-unknown}, {@code due-outside}; 403 {@code plan-of-lead}; 404 {@code staff-not-found}; 409 {@code plan-exists} */
    @Transactional
    Made write(long community, NewPlan plan) {
        var user = CurrentUser.get();
        user.require(community, "planning.work");
        if (plan.level() != PlanLevel.PERSON) requireLead(user, community);
        var begins = plan.span().begins(plan.day());
        var ends = plan.span().ends(begins);
        if (ends.isBefore(LocalDate.now(clock))) throw Problem.invalid("period-over", "%s已经过去，不能再订计划", plan.span().words(begins));
        var number = numbers.next("planning", community, "JH", LocalDate.now(clock));
        long id;
        try {
            id = jdbc.sql("""
                insert into planning.plan (community_id, number, level, span, begins_on, ends_on, unit, aim, staff_id, staff_name, made_at)
                values (:community, :number, :level, :span, :begins, :ends, :unit, :aim, :me, :name, :now) returning id
                """).param("community", community).param("number", number).param("level", plan.level().name()).param("span", plan.span().name())
                .param("begins", begins).param("ends", ends).param("unit", unit(community, plan, user)).param("aim", text(plan.aim()))
                .param("me", user.id()).param("name", user.name()).param("now", now()).query(Long.class).single();
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("plan-exists", "这一期的计划已经有一份了，请打开它来改");
        }
        addItems(community, id, begins, ends, plan.items());
        audit.note("计划 " + number, null, plan);
        return new Made(id, number);
    }

    /** 改草拟的。 @throws Problem 409 {@code plan-submitted}, {@code changed-meanwhile} */
    @Transactional
    void change(long community, long id, Change change) {
        var held = mine(community, id);
        if (held.state() != PlanState.DRAFT) throw submitted();
        if (held.version() != change.version()) throw Problem.conflict("changed-meanwhile", "刚才有人改过这份计划，请刷新后再改");
        jdbc.sql("delete from planning.plan_item where community_id = :community and plan_id = :id").param("community", community).param("id", id).update();
        jdbc.sql("update planning.plan set aim = :aim, version = version + 1 where community_id = :community and id = :id")
            .param("aim", text(change.aim())).param("community", community).param("id", id).update();
        addItems(community, id, held.beginsOn(), held.endsOn(), change.items());
        audit.note("计划 " + held.number() + " 改", null, change);
    }

    /** 不要了的草稿。 @throws Problem 409 {@code plan-submitted} */
    @Transactional
    void discard(long community, long id) {
        var held = mine(community, id);
        if (held.state() != PlanState.DRAFT) throw submitted();
        jdbc.sql("delete from planning.plan_item where community_id = :community and plan_id = :id").param("community", community).param("id", id).update();
        jdbc.sql("delete from planning.plan where community_id = :community and id = :id").param("community", community).param("id", id).update();
        audit.note("计划 " + held.number() + " 作废", held, null);
    }

    /** 报上去：年、季、月的等上级批，周、日的报了就算。 @throws Problem 409 {@code plan-submitted} */
    @Transactional
    Submitted submit(long community, long id) {
        var held = mine(community, id);
        if (held.state() != PlanState.DRAFT) throw submitted();
        jdbc.sql("update planning.plan set state = 'WAITING', submitted_at = :now, answer = null where community_id = :community and id = :id")
            .param("now", now()).param("community", community).param("id", id).update();
        audit.note("计划 " + held.number() + " 报批", null, null);
        return decideOrAsk(community, id, held, held.title(), "请批计划");
    }

    /** 一项的进展，负责的人和管这份计划的人报。 @throws Problem 403 {@code item-of-other}; 404 {@code item-not-found}; 409 {@code plan-not-running} */
    @Transactional
    void progress(long community, long item, Progress progress) {
        var user = CurrentUser.get();
        user.require(community, "planning.work");
        var plan = jdbc.sql("select plan_id from planning.plan_item where community_id = :community and id = :id").param("community", community).param("id", item)
            .query(Long.class).optional().orElseThrow(() -> Problem.notFound("item-not-found", "没有这一项"));
        var held = held(community, plan);
        var doer = jdbc.sql("select staff_id from planning.plan_item where community_id = :community and id = :id").param("community", community).param("id", item).query(Long.class).single();
        if (doer != user.id() && held.staffId() != user.id() && !user.may(community, "planning.lead")) throw Problem.forbidden("item-of-other", "进展由负责这一项的人报");
        if (held.state() != PlanState.APPROVED) throw Problem.conflict("plan-not-running", "计划不在执行中，不能报进展");
        jdbc.sql("""
            update planning.plan_item set percent = :percent, progress_note = :note, progressed_at = :now, progressed_name = :name where community_id = :community and id = :id
            """).param("percent", progress.percent()).param("note", text(progress.note())).param("now", now()).param("name", user.name())
            .param("community", community).param("id", item).update();
        audit.note("计划 " + held.number() + " 进展", null, progress);
    }

    /** 总结：每一项都要对照，没办完的写为什么、转不转下期。 @throws Problem 400 {@code items-incomplete}, {@code why-missing}; 409 {@code plan-not-running}, {@code period-not-begun} */
    @Transactional
    Submitted summarise(long community, long id, Summary summary) {
        var held = mine(community, id);
        if (held.state() != PlanState.APPROVED) throw Problem.conflict("plan-not-running", "计划不在执行中，不能写总结");
        if (LocalDate.now(clock).isBefore(held.beginsOn())) throw Problem.conflict("period-not-begun", "这一期还没有开始，还不能总结");
        var items = jdbc.sql("select id from planning.plan_item where community_id = :community and plan_id = :id").param("community", community).param("id", id).query(Long.class).set();
        if (summary.items().size() != items.size() || !summary.items().stream().map(Compared::id).collect(Collectors.toSet()).equals(items))
            throw Problem.invalid("items-incomplete", "请对照计划里的每一项，一项不多一项不少");
        for (var each : summary.items()) compare(community, each);
        jdbc.sql("update planning.plan set state = 'SUMMING', summary = :summary, summed_at = :now, answer = null where community_id = :community and id = :id")
            .param("summary", summary.summary().strip()).param("now", now()).param("community", community).param("id", id).update();
        audit.note("计划 " + held.number() + " 总结", null, summary);
        return decideOrAsk(community, id, held, held.title().replaceFirst("计划$", "总结"), summary.summary().strip());
    }

    /** 上级批了计划，或批了总结。 */
    @Transactional(propagation = Propagation.MANDATORY)
    void approved(long community, long id) {
        var by = CurrentUser.get().name();
        var isPlan = held(community, id).state() == PlanState.WAITING;
        jdbc.sql(isPlan ? "update planning.plan set state = 'APPROVED', approved_at = :now, approved_name = :by where community_id = :community and id = :id"
                : "update planning.plan set state = 'SUMMED', closed_at = :now, closed_name = :by where community_id = :community and id = :id")
            .param("now", now()).param("by", by).param("community", community).param("id", id).update();
    }

    /** 退回：计划回到草拟，总结回到执行。 */
    @Transactional(propagation = Propagation.MANDATORY)
    void rejected(long community, long id, String why) {
        var isPlan = held(community, id).state() == PlanState.WAITING;
        jdbc.sql(isPlan ? "update planning.plan set state = 'DRAFT', submitted_at = null, answer = :why where community_id = :community and id = :id"
                : "update planning.plan set state = 'APPROVED', summed_at = null, answer = :why where community_id = :community and id = :id")
            .param("why", text(why)).param("community", community).param("id", id).update();
    }

    private Submitted decideOrAsk(long community, long id, Held held, String title, String reason) {
        var rank = Rank.of(CurrentUser.get(), community, staff);
        if (!held.span().needsApproval || rank.isEmpty()) {
            approved(community, id);
            return new Submitted(null);
        }
        var items = jdbc.sql("select text from planning.plan_item where community_id = :community and plan_id = :id order by position").param("community", community).param("id", id)
            .query(String.class).list();
        return new Submitted(approvals.submit(community, new Submission(rank.get().key(KIND), id, title, null, reason,
            List.of(new Fact("编号", held.number()), new Fact("项数", items.size() + " 项"), new Fact("第一项", items.getFirst())), "plans/" + id)));
    }

    private void compare(long community, Compared each) {
        if (each.outcome() != PlanOutcome.DONE && text(each.why()) == null) throw Problem.invalid("why-missing", "没有办完的，请写为什么");
        jdbc.sql("""
            update planning.plan_item set outcome = :outcome, why = :why, is_carried = :carried, percent = case when :outcome = 'DONE' then 100 else percent end
             where community_id = :community and id = :id
            """).param("outcome", each.outcome().name()).param("why", text(each.why())).param("carried", each.isCarried() && each.outcome() != PlanOutcome.DONE)
            .param("community", community).param("id", each.id()).update();
    }

    private void addItems(long community, long plan, LocalDate begins, LocalDate ends, List<NewItem> items) {
        var position = 0;
        for (var item : items) {
            if (item.dueOn().isBefore(begins) || item.dueOn().isAfter(ends)) throw Problem.invalid("due-outside", "期限须在 %s 到 %s 之间", begins, ends);
            var who = staff.of(item.staffId()).filter(each -> each.belongsTo(community)).orElseThrow(() -> Problem.notFound("staff-not-found", "负责的人不在本小区，请另选一位"));
            if (item.fromItemId() != null && !isSubmitted(community, item.fromItemId())) throw Problem.notFound("item-not-found", "没有所说的那一项计划");
            jdbc.sql("""
                insert into planning.plan_item (community_id, plan_id, position, text, staff_id, staff_name, due_on, measure, from_item_id)
                values (:community, :plan, :position, :text, :staff, :name, :due, :measure, :from)
                """).param("community", community).param("plan", plan).param("position", ++position).param("text", item.text().strip()).param("staff", item.staffId())
                .param("name", who.name()).param("due", item.dueOn()).param("measure", text(item.measure())).param("from", item.fromItemId()).update();
        }
    }

    private boolean isSubmitted(long community, long item) {
        return jdbc.sql("""
            select exists (select from planning.plan_item i join planning.plan p on p.community_id = i.community_id and p.id = i.plan_id
                            where i.community_id = :community and i.id = :id and p.state <> 'DRAFT')
            """).param("community", community).param("id", item).query(Boolean.class).single();
    }

    private String unit(long community, NewPlan plan, CurrentUser user) {
        var units = settings.get(community, PlanningSettings.UNITS);
        return switch (plan.level()) {
            case OFFICE -> units.getFirst().name();
            case PERSON -> user.name();
            case DEPARTMENT -> units.stream().skip(1).map(PlanningSettings.Unit::name).filter(name -> name.equals(plan.department())).findFirst()
                .orElseThrow(() -> Problem.invalid("department-unknown", "请选设置里有的部门"));
        };
    }

    /** @throws Problem 403 {@code plan-of-lead} */
    static void requireLead(CurrentUser user, long community) {
        if (!user.may(community, "planning.lead")) throw Problem.forbidden("plan-of-lead", "部门和管理处的计划由带班的人订，您可以订个人的");
    }

    private Held mine(long community, long id) {
        var user = CurrentUser.get();
        user.require(community, "planning.work");
        var held = held(community, id);
        if (held.level() != PlanLevel.PERSON) requireLead(user, community);
        else if (held.staffId() != user.id()) throw Problem.forbidden("plan-of-other", "这是别人的计划，由他自己写");
        return held;
    }

    private Held held(long community, long id) {
        return jdbc.sql("select number, level, span, begins_on, ends_on, unit, staff_id, state, version from planning.plan where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Held.class).optional().orElseThrow(() -> Problem.notFound("plan-not-found", "没有这份计划"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Problem submitted() {
        return Problem.conflict("plan-submitted", "这份计划已经报上去了，不能再改");
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
