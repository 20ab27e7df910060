package cn.anju.planning;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.ledger.LegalEntities;
import cn.anju.ledger.TrialBalance;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 预算与用款计划的清单，和照账上实际对照的执行表。 */
@Component
@Transactional(readOnly = true)
class BudgetList {

    enum State {
        DRAFT("草稿"), WAITING("待批"), APPROVED("已批"), DISCARDED("已作废");

        final String label;

        State(String label) {
            this.label = label;
        }
    }

    record Filter(@Nullable BudgetSpan span, @Nullable State state, @Nullable String unit, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String account) {}

    record Row(long id, String number, BudgetSpan span, LocalDate beginsOn, String unit, State state, Money total, int lines, Instant madeAt, String madeName, @Nullable Instant submittedAt,
               @Nullable Instant approvedAt, @Nullable String approvedName) {}

    record Line(String account, String accountName, String item, Money amount, @Nullable String note) {}

    record Detail(Row budget, @Nullable String note, @Nullable String answer, int version, List<Line> lines, boolean mayChange) {}

    /** @param unexplained true: only those above what was approved for them that nobody has explained */
    record Asked(@Nullable BudgetSpan span, @Nullable LocalDate day, @Nullable Boolean unexplained) {}

    /**
     * 一个科目。
     *
     * @param planned in the approved ones of the period; {@code actual} debit less credit in the books to this day, with the accounts below it that nothing was planned for
     * @param percent of what was planned; none where nothing was
     */
    record Execution(String account, String accountName, Money planned, Money actual, Money left, @Nullable BigDecimal percent, boolean isOver, @Nullable String remark, @Nullable String remarkName,
                     @Nullable Instant remarkedAt) {}

    record Table(BudgetSpan span, LocalDate beginsOn, LocalDate endsOn, List<Execution> accounts, Money planned, Money actual, boolean mayRemark) {}

    private record Planned(String account, BigDecimal amount) {}

    private record Said(String account, String text, String madeName, Instant madeAt) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "number", "beginsOn", "begins_on", "unit", "unit", "total", "total", "submittedAt", "submitted_at");
    private static final String ALL = """
        with budgets as (select b.*, s.total, s.lines from planning.budget b
            cross join lateral (select coalesce(sum(l.amount), 0) total, count(*)::int lines from planning.budget_line l where l.community_id = b.community_id and l.budget_id = b.id) s
           where b.community_id = :community)
        """;
    private static final String FROM = """
         from budgets where (:id::bigint is null or id = :id) and (:span::text is null or span = :span)
           and case when :state::text is null then :id::bigint is not null or state <> 'DISCARDED' else state = :state end and (:unit::text is null or unit = :unit)
           and (:from::date is null or begins_on >= :from) and (:to::date is null or begins_on <= :to)
           and (:account::text is null or exists (select from planning.budget_line l where l.community_id = :community and l.budget_id = budgets.id and l.account_code = :account))
        """;

    private final JdbcClient jdbc;
    private final TrialBalance balance;
    private final LegalEntities entities;
    private final Clock clock;

    BudgetList(JdbcClient jdbc, TrialBalance balance, LegalEntities entities, Clock clock) {
        this.jdbc = jdbc;
        this.balance = balance;
        this.entities = entities;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = matching(ALL + "select *" + FROM + paging.orderBy(SORTABLE, "begins_on desc, id desc") + " limit :limit offset :offset", community, null, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, matching(ALL + "select count(*)" + FROM, community, null, filter).query(Long.class).single());
    }

    /** @throws Problem 404 {@code budget-not-found} */
    Detail get(long community, long id) {
        var row = matching(ALL + "select *" + FROM, community, id, new Filter(null, null, null, null, null, null)).query(Row.class).optional()
            .orElseThrow(() -> Problem.notFound("budget-not-found", "没有这份预算"));
        record More(@Nullable String note, @Nullable String answer, int version, long madeBy) {}
        var more = jdbc.sql("select note, answer, version, made_by from planning.budget where community_id = :community and id = :id").param("community", community).param("id", id).query(More.class).single();
        var names = names(community);
        record Kept(String account, String item, Money amount, @Nullable String note) {}
        var lines = jdbc.sql("select account_code account, item, amount, note from planning.budget_line where community_id = :community and budget_id = :id order by position").param("community", community)
            .param("id", id).query(Kept.class).stream().map(each -> new Line(each.account(), names.getOrDefault(each.account(), each.account()), each.item(), each.amount(), each.note())).toList();
        return new Detail(row, more.note(), more.answer(), more.version(), lines, row.state() == State.DRAFT && more.madeBy() == CurrentUser.get().id());
    }

    List<LegalEntities.CostAccount> accounts(long community) {
        return entities.costAccounts(community);
    }

    /** 执行表：批准的与账上的逐个科目对照；没有预算却花了的也在内。 */
    Table execution(long community, Asked asked) {
        var user = CurrentUser.get();
        var span = asked.span() == null ? BudgetSpan.YEAR : asked.span();
        var begins = span.begins(asked.day() == null ? LocalDate.now(clock) : asked.day());
        var ends = span.ends(begins);
        var planned = jdbc.sql("""
            select l.account_code account, sum(l.amount) amount from planning.budget b join planning.budget_line l on l.community_id = b.community_id and l.budget_id = b.id
             where b.community_id = :community and b.span = :span and b.begins_on = :begins and b.state = 'APPROVED' group by l.account_code
            """).param("community", community).param("span", span.name()).param("begins", begins).query(Planned.class).stream().collect(Collectors.toMap(Planned::account, each -> new Money(each.amount())));
        var spent = balance.of(community, YearMonth.from(begins), YearMonth.from(ends)).accounts().stream().filter(each -> each.code().matches("(5|6[4-7]).*"))
            .collect(Collectors.toMap(each -> plannedFor(each.code(), planned.keySet()), each -> each.debit().minus(each.credit()), Money::plus));
        var said = jdbc.sql("""
            select distinct on (account_code) account_code account, text, made_name, made_at from planning.budget_remark
             where community_id = :community and span = :span and begins_on = :begins order by account_code, id desc
            """).param("community", community).param("span", span.name()).param("begins", begins).query(Said.class).stream().collect(Collectors.toMap(Said::account, Function.identity()));
        var names = names(community);
        var codes = new TreeSet<>(planned.keySet());
        spent.forEach((code, amount) -> { if (!amount.isZero()) codes.add(code); });
        var rows = codes.stream().map(code -> {
            var plan = planned.getOrDefault(code, Money.ZERO);
            var used = spent.getOrDefault(code, Money.ZERO);
            var remark = said.get(code);
            return new Execution(code, names.getOrDefault(code, code), plan, used, plan.minus(used), plan.isZero() ? null : used.yuan().multiply(BigDecimal.valueOf(100)).divide(plan.yuan(), 1, RoundingMode.DOWN),
                used.compareTo(plan) > 0, remark == null ? null : remark.text(), remark == null ? null : remark.madeName(), remark == null ? null : remark.madeAt());
        }).filter(each -> !Boolean.TRUE.equals(asked.unexplained()) || each.isOver() && !each.planned().isZero() && each.remark() == null).toList();
        return new Table(span, begins, ends, rows, Money.sum(rows, Execution::planned), Money.sum(rows, Execution::actual), user.may(community, "planning.lead") || user.may(community, "ledger.edit"));
    }

    /** What is spent on an account below one that was planned for counts there: on the nearest above it. */
    private static String plannedFor(String code, Set<String> planned) {
        return planned.stream().filter(code::startsWith).max(Comparator.comparingInt(String::length)).orElse(code);
    }

    private Map<String, String> names(long community) {
        return entities.costAccounts(community).stream().collect(Collectors.toMap(LegalEntities.CostAccount::code, LegalEntities.CostAccount::name));
    }

    private JdbcClient.StatementSpec matching(String sql, long community, @Nullable Long id, Filter filter) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community));
        values.put("id", id);
        values.put("span", filter.span() == null ? null : filter.span().name());
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("unit", filter.unit() == null || filter.unit().isBlank() ? null : filter.unit().strip());
        values.put("from", filter.from());
        values.put("to", filter.to());
        values.put("account", filter.account() == null || filter.account().isBlank() ? null : filter.account().strip());
        return jdbc.sql(sql).params(values);
    }
}
