package cn.anju.billing.relief;

import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 每月的减免额度：批的时候占住，不用了退回。
 *
 * <p>One row per month; taking from it is one statement that also checks, so two approvals at the same time take turns on
 * the row and the second sees what the first has taken. Months are taken in calendar order.
 */
@Component
class ReliefBudget implements Settings.Catalogue {

    static final Setting<BigDecimal> MONTHLY = Setting.number("billing.relief-budget", "每月减免额度（元）",
        "一个月里批准的减免合计不能超过它；改小了不影响已经批的", "2000", "0", "100000000");

    /**
     * 某月的额度。
     *
     * @param collectionRate percent of this year's due bills that is paid, after relief; null before anything is due
     */
    record View(YearMonth month, Money budget, Money used, Money left, @Nullable BigDecimal collectionRate) {}

    private record Due(Money claimed, Money outstanding, Money waived) {}

    private record Claim(LocalDate month, Money amount) {}

    private final JdbcClient jdbc;
    private final Settings settings;

    ReliefBudget(JdbcClient jdbc, Settings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @Override
    public String label() {
        return "减免";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(MONTHLY);
    }

    @Transactional(readOnly = true)
    View of(long community, YearMonth month, LocalDate today) {
        var budget = budget(community);
        var used = jdbc.sql("select used from billing.relief_budget where community_id = :community and month = :month")
            .param("community", community).param("month", month.atDay(1)).query((row, i) -> new Money(row.getBigDecimal(1)))
            .optional().orElse(Money.ZERO);
        return new View(month, budget, used, budget.minus(used).max(Money.ZERO), rate(due(community, today), Money.ZERO));
    }

    /** 再减这么多，本年收缴率从多少到多少，如「82.50% → 82.61%」。 */
    @Transactional(readOnly = true)
    String effect(long community, Money relief, LocalDate today) {
        var due = due(community, today);
        var before = rate(due, Money.ZERO);
        var after = rate(due, relief);
        return before == null || after == null ? "本年还没有到期的账单" : "%s%% → %s%%".formatted(before, after);
    }

    /** @throws Problem 409 {@code relief-budget-short} */
    @Transactional(propagation = Propagation.MANDATORY)
    void take(long community, long relief, List<YearMonth> months, Money monthly) {
        var budget = budget(community);
        for (var month : months.stream().sorted().toList()) {
            jdbc.sql("""
                    insert into billing.relief_budget (community_id, month, budget, used) values (:community, :month, :budget, 0)
                        on conflict (community_id, month) do nothing
                    """).param("community", community).param("month", month.atDay(1)).param("budget", budget.yuan()).update();
            var taken = jdbc.sql("""
                    update billing.relief_budget set used = used + :amount, budget = :budget
                     where community_id = :community and month = :month and used + :amount <= :budget
                    """).param("amount", monthly.yuan()).param("budget", budget.yuan()).param("community", community)
                .param("month", month.atDay(1)).update();
            if (taken == 0) throw Problem.conflict("relief-budget-short", "%s 的减免额度只剩 %s 元，不够 %s 元", month,
                of(community, month, month.atDay(1)).left(), monthly);
            claim(community, relief, month.atDay(1), monthly);
        }
    }

    /** 退回这一天所在月份以后各月占着的。 */
    @Transactional(propagation = Propagation.MANDATORY)
    void giveBackAfter(long community, long relief, LocalDate last) {
        var held = new TreeMap<LocalDate, Money>();
        jdbc.sql("select month, amount from billing.relief_claim where community_id = :community and relief_id = :relief and month > :last")
            .param("community", community).param("relief", relief).param("last", last).query(Claim.class).list()
            .forEach(claim -> held.merge(claim.month(), claim.amount(), Money::plus));
        held.forEach((month, amount) -> {
            jdbc.sql("update billing.relief_budget set used = used - :amount where community_id = :community and month = :month")
                .param("amount", amount.yuan()).param("community", community).param("month", month).update();
            claim(community, relief, month, amount.negated());
        });
    }

    private void claim(long community, long relief, LocalDate month, Money amount) {
        jdbc.sql("insert into billing.relief_claim (community_id, relief_id, month, amount) values (:community, :relief, :month, :amount)")
            .param("community", community).param("relief", relief).param("month", month).param("amount", amount.yuan()).update();
    }

    private Money budget(long community) {
        return Money.rounded(settings.get(community, MONTHLY));
    }

    private Due due(long community, LocalDate today) {
        return jdbc.sql("""
                with line as (
                  select b.id, b.amount, b.outstanding
                    from billing.bill b
                    join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
                   where b.community_id = :community and not b.is_reversed and b.due_on between :first and :today)
                select coalesce(sum(l.amount), 0.00) claimed, coalesce(sum(l.outstanding), 0.00) outstanding,
                       coalesce((select sum(s.amount) from billing.settlement s join line on line.id = s.bill_id
                                  where s.community_id = :community and s.kind in ('WAIVER', 'DISCOUNT')), 0.00) waived
                  from line l
                """).param("community", community).param("first", today.withDayOfYear(1)).param("today", today).query(Due.class).single();
    }

    private static @Nullable BigDecimal rate(Due due, Money relief) {
        var claim = due.claimed().minus(due.waived()).minus(relief);
        if (!claim.isPositive()) return null;
        var paid = due.claimed().minus(due.waived()).minus(due.outstanding());
        return Money.rounded(paid.yuan().movePointRight(2), claim.yuan()).yuan().min(new BigDecimal("100.00"));
    }
}
