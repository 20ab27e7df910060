package cn.anju.collection.dunning;

import cn.anju.access.AuditTrail;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 催缴方案：拟定、报批、生效、停用。 */
@Service
class Plans {

    /** @param kind 短信、电话、上门、催缴函、律师函; anything else is refused with the reason */
    record NewStep(@NotBlank(message = "请选方式") @Size(max = 40) String kind, @Min(value = 1, message = "至少逾期 1 天") @Max(3650) int daysOverdue,
                   @NotNull(message = "请填金额起点") Money leastAmount, @NotBlank(message = "请填标题") @Size(max = 60, message = "标题最多 60 字") String title,
                   @Nullable @Size(max = 600, message = "内容最多 600 字") String body) {}

    /** @param buildingId none for the whole community */
    record NewPlan(@NotBlank(message = "请填方案名称") @Size(max = 60) String name, @Nullable Long buildingId,
                   @NotEmpty(message = "至少一步") @Size(max = 12, message = "最多 12 步") List<@Valid @NotNull NewStep> steps) {}

    record StepView(int step, StepKind kind, String kindLabel, int daysOverdue, Money leastAmount, String title, String body, long taken) {}

    record Plan(long id, String name, @Nullable Long buildingId, @Nullable String building, String state, @Nullable String note, String madeName,
                Instant madeAt, List<StepView> steps) {}

    private static final Money MOST = Money.of("100000000.00");

    private final JdbcClient jdbc;
    private final Approvals approvals;
    private final AuditTrail audit;
    private final Clock clock;

    Plans(JdbcClient jdbc, Approvals approvals, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.approvals = approvals;
        this.audit = audit;
        this.clock = clock;
    }

    /** 拟一个方案；内容里有停水停电之类的一律拒绝。 @throws Problem 400 {@code measure-forbidden}, {@code step-order-invalid} */
    @Transactional
    long draft(long community, NewPlan plan) {
        CurrentUser.get().require(community, "collection.plan");
        var steps = checked(plan);
        requireBuilding(community, plan.buildingId());
        var id = jdbc.sql("""
            insert into collection.dunning_plan (community_id, name, building_id, made_by, made_name, made_at)
            values (:community, :name, :building, :by, :name2, :at) returning id
            """)
            .param("community", community).param("name", plan.name().strip()).param("building", plan.buildingId()).param("by", CurrentUser.get().id())
            .param("name2", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        write(community, id, steps);
        audit.note("催缴方案 " + plan.name(), null, plan);
        return id;
    }

    /** 改还没批的方案。 @throws Problem 409 {@code plan-state} */
    @Transactional
    void change(long community, long id, NewPlan plan) {
        CurrentUser.get().require(community, "collection.plan");
        var steps = checked(plan);
        requireBuilding(community, plan.buildingId());
        var before = lock(community, id, "DRAFT", "REJECTED");
        jdbc.sql("update collection.dunning_plan set name = :name, building_id = :building, state = 'DRAFT' where community_id = :community and id = :id")
            .param("name", plan.name().strip()).param("building", plan.buildingId()).param("community", community).param("id", id).update();
        jdbc.sql("delete from collection.dunning_step where community_id = :community and plan_id = :id")
            .param("community", community).param("id", id).update();
        write(community, id, steps);
        audit.note("催缴方案 " + plan.name(), before, plan);
    }

    /** 报主管批。 */
    @Transactional
    long submit(long community, long id, String reason) {
        CurrentUser.get().require(community, "collection.plan");
        lock(community, id, "DRAFT", "REJECTED");
        var plan = one(community, id);
        jdbc.sql("update collection.dunning_plan set state = 'WAITING' where community_id = :community and id = :id")
            .param("community", community).param("id", id).update();
        var facts = new ArrayList<Submission.Fact>();
        facts.add(new Submission.Fact("范围", plan.building() == null ? "全小区" : plan.building() + " 栋"));
        for (var step : plan.steps())
            facts.add(new Submission.Fact("第 %d 步 %s".formatted(step.step(), step.kindLabel()), "逾期 %d 天、%s 元起：%s".formatted(step.daysOverdue(), step.leastAmount(), step.title())));
        return approvals.submit(community, new Submission(PlanApproval.KEY, id, "催缴方案 " + plan.name(), null, reason, facts, "dunning-plans/" + id));
    }

    /** 停用。 @throws Problem 409 {@code plan-state} */
    @Transactional
    void end(long community, long id, String why) {
        CurrentUser.get().require(community, "collection.manage");
        lock(community, id, "ACTIVE");
        jdbc.sql("update collection.dunning_plan set state = 'ENDED', note = :why where community_id = :community and id = :id")
            .param("why", why).param("community", community).param("id", id).update();
        audit.note("催缴方案停用", null, why);
    }

    @Transactional(readOnly = true)
    List<Plan> list(long community) {
        return jdbc.sql("select id from collection.dunning_plan where community_id = :community order by state = 'ENDED', id desc")
            .param("community", community).query(Long.class).stream().map(id -> one(community, id)).toList();
    }

    /** @throws Problem 404 {@code plan-unknown} */
    @Transactional(readOnly = true)
    Plan one(long community, long id) {
        record Head(long id, String name, @Nullable Long buildingId, @Nullable String building, String state, @Nullable String note, String madeName, Instant madeAt) {}
        var head = jdbc.sql("""
            select p.id, p.name, p.building_id, b.code building, p.state, p.note, p.made_name, p.made_at
              from collection.dunning_plan p left join estate.building b on b.community_id = p.community_id and b.id = p.building_id
             where p.community_id = :community and p.id = :id
            """).param("community", community).param("id", id).query(Head.class).optional()
            .orElseThrow(() -> Problem.notFound("plan-unknown", "没有这个催缴方案"));
        var taken = jdbc.sql("select step, count(*) n from collection.dunning_act where community_id = :community and plan_id = :id group by step")
            .param("community", community).param("id", id).query((row, i) -> Map.entry(row.getInt(1), row.getLong(2))).stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Plan(head.id(), head.name(), head.buildingId(), head.building(), head.state(), head.note(), head.madeName(), head.madeAt(),
            steps(community, id).stream().map(step -> new StepView(step.step(), step.kind(), step.kind().label(), step.daysOverdue(), step.leastAmount(),
                step.title(), step.body(), taken.getOrDefault(step.step(), 0L))).toList());
    }

    List<Step> steps(long community, long plan) {
        return jdbc.sql("select step, kind, days_overdue, least_amount, title, body from collection.dunning_step where community_id = :community and plan_id = :plan order by step")
            .param("community", community).param("plan", plan).query(Step.class).list();
    }

    private void requireBuilding(long community, @Nullable Long building) {
        var isKnown = building == null || jdbc.sql("select exists (select from estate.building where community_id = :community and id = :id)")
            .param("community", community).param("id", building).query(Boolean.class).single();
        if (!isKnown) throw Problem.notFound("building-not-found", "没有这个楼栋");
    }

    static List<Step> checked(NewPlan plan) {
        LawfulWords.check("方案名称", plan.name());
        var steps = new ArrayList<Step>();
        for (var each : plan.steps()) {
            var kind = LawfulWords.kind(each.kind());
            LawfulWords.check("标题", each.title());
            LawfulWords.check("内容", each.body());
            if (each.leastAmount().isNegative() || each.leastAmount().compareTo(MOST) > 0)
                throw Problem.invalid("amount-invalid", "金额起点不能小于零，不超过一亿元");
            var body = each.body() == null ? "" : each.body().strip();
            if (body.isEmpty() && (kind == StepKind.MESSAGE || kind == StepKind.LETTER || kind == StepKind.LAWYER_LETTER))
                throw Problem.invalid("step-body-missing", "第 %d 步「%s」要发出去，请写内容", steps.size() + 1, each.title());
            if (!steps.isEmpty() && each.daysOverdue() <= steps.getLast().daysOverdue())
                throw Problem.invalid("step-order-invalid", "第 %d 步的逾期天数要比上一步多", steps.size() + 1);
            steps.add(new Step(steps.size() + 1, kind, each.daysOverdue(), each.leastAmount(), each.title().strip(), body));
        }
        return steps;
    }

    private void write(long community, long plan, List<Step> steps) {
        for (var step : steps)
            jdbc.sql("""
                insert into collection.dunning_step (community_id, plan_id, step, kind, days_overdue, least_amount, title, body)
                values (:community, :plan, :step, :kind, :days, :least, :title, :body)
                """)
                .param("community", community).param("plan", plan).param("step", step.step()).param("kind", step.kind().name())
                .param("days", step.daysOverdue()).param("least", step.leastAmount().yuan()).param("title", step.title()).param("body", step.body()).update();
    }

    private Plan lock(long community, long id, String... states) {
        jdbc.sql("select id from collection.dunning_plan where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Long.class).optional();
        var plan = one(community, id);
        if (!List.of(states).contains(plan.state())) throw Problem.conflict("plan-state", "方案现在不能这样办，请刷新后再看");
        return plan;
    }
}
