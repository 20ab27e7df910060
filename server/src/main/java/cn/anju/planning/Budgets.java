package cn.anju.planning;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission;
import cn.anju.approval.Submission.Fact;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.ledger.LegalEntities;
import cn.anju.planning.PlanningApprovals.Rank;
import cn.anju.setting.Settings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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

/** 预算与用款计划：按费用科目分项报，批了照办；超了的写明为什么。 */
@Service
class Budgets {

    /** @param account a cost account of the books */
    record NewLine(@NotBlank(message = "请选科目") @Size(max = 10, message = "请选科目") String account, @NotBlank(message = "请写用在哪里") @Size(max = 60, message = "最多 60 字") String item,
                   @NotNull(message = "请填金额") Money amount, @Size(max = 100, message = "最多 100 字") @Nullable String note) {}

    /** @param day any day of the year or month */
    record NewBudget(@NotNull(message = "请选年度预算还是用款计划") BudgetSpan span, @NotNull(message = "请选哪一期") LocalDate day, @NotBlank(message = "请选部门") @Size(max = 20, message = "最多 20 字") String unit,
                     @Size(max = 500, message = "最多 500 字") @Nullable String note,
                     @NotEmpty(message = "请至少写一项") @Size(max = 200, message = "最多 200 项") List<@Valid @NotNull(message = "这一项是空的") NewLine> lines) {}

    /** @param version as it was read */
    record Change(@NotNull(message = "请刷新后再改") Integer version, @Size(max = 500, message = "最多 500 字") @Nullable String note,
                  @NotEmpty(message = "请至少写一项") @Size(max = 200, message = "最多 200 项") List<@Valid @NotNull(message = "这一项是空的") NewLine> lines) {}

    record Remark(@NotNull(message = "请选年度预算还是用款计划") BudgetSpan span, @NotNull(message = "请选哪一期") LocalDate day, @NotBlank(message = "请选科目") @Size(max = 10, message = "请选科目") String account,
                  @NotBlank(message = "请写为什么") @Size(max = 300, message = "最多 300 字") String text) {}

    record Made(long id, String number) {}

    /** @param approval the request that waits; null for the general manager's own */
    record Submitted(@Nullable Long approval) {}

    private record Held(String number, BudgetSpan span, LocalDate beginsOn, String unit, String state, int version, long madeBy) {}

    private static final Money MOST = Money.of("1000000000.00");

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Approvals approvals;
    private final StaffAccess staff;
    private final LegalEntities entities;
    private final Settings settings;
    private final AuditTrail audit;
    private final Clock clock;

    Budgets(JdbcClient jdbc, NumberSeries numbers, Approvals approvals, StaffAccess staff, LegalEntities entities, Settings settings, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.approvals = approvals;
        this.staff = staff;
        this.entities = entities;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** 编一份；同一个请求编号只算一份。 @throws Problem 400 {@code period-over}, {@code department-unknown}, {@code amount-invalid}, {@code account-not-cost}; 409 {@code budget-exists} */
    @Transactional
    Made write(long community, @Nullable String key, NewBudget budget) {
        var user = CurrentUser.get();
        user.require(community, "planning.lead");
        var earlier = jdbc.sql("select id, number from planning.budget where community_id = :community and request_key = :key and made_by = :me").param("community", community)
            .param("key", Assignments.requireKey(key)).param("me", user.id()).query(Made.class).optional();
        if (earlier.isPresent()) return earlier.get();
        var begins = budget.span().begins(budget.day());
        if (budget.span().ends(begins).isBefore(LocalDate.now(clock))) throw Problem.invalid("period-over", "%s已经过去", budget.span().words(begins));
        if (settings.get(community, PlanningSettings.UNITS).stream().noneMatch(unit -> unit.name().equals(budget.unit()))) throw Problem.invalid("department-unknown", "请选设置里有的部门");
        var number = numbers.next("planning", community, budget.span() == BudgetSpan.YEAR ? "YS" : "YK", LocalDate.now(clock));
        long id;
        try {
            id = jdbc.sql("""
                insert into planning.budget (community_id, number, request_key, span, begins_on, unit, note, made_at, made_by, made_name)
                values (:community, :number, :key, :span, :begins, :unit, :note, :now, :me, :name) returning id
                """).param("community", community).param("number", number).param("key", key).param("span", budget.span().name()).param("begins", begins).param("unit", budget.unit())
                .param("note", text(budget.note())).param("now", now()).param("me", user.id()).param("name", user.name()).query(Long.class).single();
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("budget-exists", "%s的%s已经有一份了，请打开它来改", budget.unit(), budget.span().words(begins));
        }
        addLines(community, id, budget.lines());
        audit.note("预算 " + number, null, budget);
        return new Made(id, number);
    }

    /** 改草稿。 @throws Problem 409 {@code budget-submitted}, {@code changed-meanwhile} */
    @Transactional
    void change(long community, long id, Change change) {
        var held = draft(community, id);
        if (held.version() != change.version()) throw Problem.conflict("changed-meanwhile", "刚才有人改过这一份，请刷新后再改");
        jdbc.sql("delete from planning.budget_line where community_id = :community and budget_id = :id").param("community", community).param("id", id).update();
        addLines(community, id, change.lines());
        jdbc.sql("update planning.budget set note = :note, version = version + 1 where community_id = :community and id = :id").param("note", text(change.note()))
            .param("community", community).param("id", id).update();
        audit.note("预算 " + held.number() + " 改", null, change);
    }

    /** 不要了的草稿；编号留着。 @throws Problem 409 {@code budget-submitted} */
    @Transactional
    void discard(long community, long id) {
        var held = draft(community, id);
        jdbc.sql("update planning.budget set state = 'DISCARDED' where community_id = :community and id = :id").param("community", community).param("id", id).update();
        audit.note("预算 " + held.number() + " 作废", held, null);
    }

    /** 报批。 @throws Problem 409 {@code budget-submitted} */
    @Transactional
    Submitted submit(long community, long id) {
        var held = draft(community, id);
        jdbc.sql("update planning.budget set state = 'WAITING', submitted_at = :now, answer = null where community_id = :community and id = :id")
            .param("now", now()).param("community", community).param("id", id).update();
        audit.note("预算 " + held.number() + " 报批", null, null);
        var rank = Rank.of(CurrentUser.get(), community, staff);
        if (rank.isEmpty()) {
            approved(community, id);
            return new Submitted(null);
        }
        record Sum(int lines, java.math.BigDecimal total) {}
        var sum = jdbc.sql("select count(*)::int lines, sum(amount) total from planning.budget_line where community_id = :community and budget_id = :id").param("community", community).param("id", id)
            .query(Sum.class).single();
        return new Submitted(approvals.submit(community, new Submission(rank.get().key(held.span().approval), id, "%s %s".formatted(held.unit(), held.span().words(held.beginsOn())), new Money(sum.total()),
            "请批%s".formatted(held.span().label), List.of(new Fact("编号", held.number()), new Fact("分项", sum.lines() + " 项")), "budgets/" + id)));
    }

    /** 批了。 */
    @Transactional(propagation = Propagation.MANDATORY)
    void approved(long community, long id) {
        jdbc.sql("update planning.budget set state = 'APPROVED', approved_at = :now, approved_name = :by where community_id = :community and id = :id")
            .param("now", now()).param("by", CurrentUser.get().name()).param("community", community).param("id", id).update();
    }

    /** 退回草稿。 */
    @Transactional(propagation = Propagation.MANDATORY)
    void rejected(long community, long id, String why) {
        jdbc.sql("update planning.budget set state = 'DRAFT', submitted_at = null, answer = :why where community_id = :community and id = :id")
            .param("why", text(why)).param("community", community).param("id", id).update();
    }

    /** 差异说明，带班的人和会计写。 @throws Problem 403 {@code remark-of-lead}; 400 {@code account-not-cost} */
    @Transactional
    void remark(long community, Remark remark) {
        var user = CurrentUser.get();
        user.require(community, "planning.money");
        if (!user.may(community, "planning.lead") && !user.may(community, "ledger.edit")) throw Problem.forbidden("remark-of-lead", "差异由带班的人或会计说明");
        requireCost(community, List.of(remark.account()));
        jdbc.sql("""
            insert into planning.budget_remark (community_id, span, begins_on, account_code, text, made_at, made_by, made_name) values (:community, :span, :begins, :account, :text, :now, :me, :name)
            """).param("community", community).param("span", remark.span().name()).param("begins", remark.span().begins(remark.day())).param("account", remark.account())
            .param("text", remark.text().strip()).param("now", now()).param("me", user.id()).param("name", user.name()).update();
        audit.note("预算差异说明 " + remark.account(), null, remark);
    }

    private void addLines(long community, long id, List<NewLine> lines) {
        requireCost(community, lines.stream().map(NewLine::account).distinct().toList());
        var position = 0;
        for (var line : lines) {
            if (!line.amount().isPositive() || line.amount().compareTo(MOST) > 0) throw Problem.invalid("amount-invalid", "每一项的金额要大于零，不超过十亿元");
            jdbc.sql("insert into planning.budget_line (community_id, budget_id, position, account_code, item, amount, note) values (:community, :id, :position, :account, :item, :amount, :note)")
                .param("community", community).param("id", id).param("position", ++position).param("account", line.account()).param("item", line.item().strip())
                .param("amount", line.amount().yuan()).param("note", text(line.note())).update();
        }
    }

    private void requireCost(long community, List<String> codes) {
        var known = entities.costAccounts(community).stream().map(LegalEntities.CostAccount::code).toList();
        for (var code : codes) if (!known.contains(code)) throw Problem.invalid("account-not-cost", "科目 %s 不是在用的费用科目，请另选", code);
    }

    private Held draft(long community, long id) {
        var user = CurrentUser.get();
        user.require(community, "planning.lead");
        var held = jdbc.sql("select number, span, begins_on, unit, state, version, made_by from planning.budget where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Held.class).optional().orElseThrow(() -> Problem.notFound("budget-not-found", "没有这份预算"));
        if (held.madeBy() != user.id() && !Long.valueOf(held.madeBy()).equals(user.deputyFor())) throw Problem.forbidden("budget-of-other", "草稿由编的人自己改、自己报");
        if (!held.state().equals("DRAFT")) throw Problem.conflict("budget-submitted", "这一份已经报上去了，不能再改");
        return held;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
