package cn.anju.planning;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.setting.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 计划列表与一份计划：管理处和部门的大家看，个人的本人、负责其中一项的和上级看；没交的、没总结的标出来。 */
@Component
@Transactional(readOnly = true)
class PlanList {

    record Filter(@Nullable PlanLevel level, @Nullable PlanSpan span, @Nullable PlanState state, @Nullable String unit, @Nullable LocalDate from, @Nullable LocalDate to,
                  @Nullable Boolean mine, @Nullable Boolean late) {}

    /**
     * @param items how many it has
     * @param done of them, how many are at a hundred per cent
     * @param overdue of them, how many are past their day and not done
     * @param isLate not submitted although the period has begun, or not summed up in time
     */
    record Row(long id, String number, PlanLevel level, PlanSpan span, LocalDate beginsOn, LocalDate endsOn, String unit, long staffId, String staffName, PlanState state, Instant madeAt,
               @Nullable Instant submittedAt, @Nullable Instant approvedAt, @Nullable String approvedName, @Nullable Instant summedAt, @Nullable Instant closedAt, @Nullable String closedName,
               long items, long done, long overdue, boolean isLate) {

        String period() {
            return span.words(beginsOn);
        }
    }

    /** @param source where it comes from, in words */
    record Item(long id, int position, String text, long staffId, String staffName, LocalDate dueOn, @Nullable String measure, @Nullable Long fromItemId, @Nullable String source, int percent,
                @Nullable String progressNote, @Nullable Instant progressedAt, @Nullable String progressedName, @Nullable PlanOutcome outcome, @Nullable String why, boolean isCarried,
                boolean isOverdue, boolean mayProgress) {}

    enum Act { CHANGE, SUBMIT, DISCARD, SUMMARISE }

    record Detail(Row plan, String period, int version, @Nullable String aim, @Nullable String answer, @Nullable String summary, List<Item> items, List<Act> acts) {}

    private record Words(int version, @Nullable String aim, @Nullable String answer, @Nullable String summary) {}

    /** 该交没交的一份。 @param what 计划 or 总结 */
    record Missing(String unit, PlanSpan span, String period, LocalDate beginsOn, String what, @Nullable Long planId) {}

    private record Held(String unit, PlanSpan span, LocalDate beginsOn, long id, PlanState state) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "number", "beginsOn", "begins_on", "unit", "unit", "staffName", "staff_name");
    private static final String IS_LATE = """
        (p.state = 'DRAFT' and p.begins_on < :today or p.state = 'APPROVED' and p.ends_on + :days < :today)""";
    private static final String FROM = """
          from planning.plan p
         where p.community_id = :community
           and (:lead or p.level <> 'PERSON' or p.staff_id = :me
                or p.state <> 'DRAFT' and exists (select from planning.plan_item i where i.community_id = p.community_id and i.plan_id = p.id and i.staff_id = :me))
           and (:id::bigint is null or p.id = :id) and (:level::text is null or p.level = :level) and (:span::text is null or p.span = :span) and (:state::text is null or p.state = :state)
           and (:unit::text is null or p.unit = :unit) and (:from::date is null or p.ends_on >= :from) and (:to::date is null or p.begins_on <= :to)
           and (not :mine or p.staff_id = :me) and (not :late or """ + IS_LATE + ")";

    private final JdbcClient jdbc;
    private final Settings settings;
    private final Clock clock;

    PlanList(JdbcClient jdbc, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = rows(community, null, filter, paging.orderBy(SORTABLE, "p.begins_on desc, p.id desc") + " limit :limit offset :offset")
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, matching("select count(*)" + FROM, community, null, filter).query(Long.class).single());
    }

    /** @throws Problem 404 {@code plan-not-found} */
    Detail get(long community, long id) {
        var row = rows(community, id, new Filter(null, null, null, null, null, null, null, null), "").query(Row.class).optional()
            .orElseThrow(() -> Problem.notFound("plan-not-found", "没有这份计划"));
        var user = CurrentUser.get();
        var isMine = row.level() == PlanLevel.PERSON ? row.staffId() == user.id() : user.may(community, "planning.lead");
        var words = jdbc.sql("select version, aim, answer, summary from planning.plan where community_id = :community and id = :id").param("community", community).param("id", id).query(Words.class).single();
        var items = jdbc.sql("""
            select i.*, o.unit || ' ' || o.number source, i.due_on < :today and i.percent < 100 and :isRunning is_overdue, :isRunning and (:isMine or :lead or i.staff_id = :me) may_progress
              from planning.plan_item i
              left join planning.plan_item f on f.community_id = i.community_id and f.id = i.from_item_id
              left join planning.plan o on o.community_id = f.community_id and o.id = f.plan_id
             where i.community_id = :community and i.plan_id = :id order by i.position
            """).param("community", community).param("id", id).param("today", LocalDate.now(clock)).param("isRunning", row.state() == PlanState.APPROVED).param("isMine", isMine)
            .param("lead", user.may(community, "planning.lead")).param("me", user.id()).query(Item.class).list();
        return new Detail(row, row.period(), words.version(), words.aim(), words.answer(), words.summary(), items, acts(row, isMine));
    }

    /** 设置里写明要交的，这一期没报上去的计划，和上一期到了日子没写的总结。 */
    List<Missing> missing(long community) {
        var today = LocalDate.now(clock);
        var held = new HashMap<String, Held>();
        jdbc.sql("select unit, span, begins_on, id, state from planning.plan where community_id = :community and level <> 'PERSON' and ends_on >= :since").param("community", community)
            .param("since", today.minusYears(1).withDayOfYear(1)).query(Held.class).list().forEach(each -> held.put(each.unit() + each.span() + each.beginsOn(), each));
        var missing = new ArrayList<Missing>();
        for (var unit : settings.get(community, PlanningSettings.UNITS)) for (var span : unit.spans()) {
            var begins = span.begins(today);
            var now = held.get(unit.name() + span + begins);
            if (now == null || now.state() == PlanState.DRAFT) missing.add(new Missing(unit.name(), span, span.words(begins), begins, "计划", now == null ? null : now.id()));
            var last = span.begins(begins.minusDays(1));
            var before = held.get(unit.name() + span + last);
            if (before != null && before.state() == PlanState.APPROVED && span.ends(last).plusDays(settings.get(community, PlanningSettings.SUMMARY_DAYS).longValue()).isBefore(today))
                missing.add(new Missing(unit.name(), span, span.words(last), last, "总结", before.id()));
        }
        return missing;
    }

    private static List<Act> acts(Row row, boolean isMine) {
        if (!isMine) return List.of();
        return switch (row.state()) {
            case DRAFT -> List.of(Act.CHANGE, Act.SUBMIT, Act.DISCARD);
            case APPROVED -> List.of(Act.SUMMARISE);
            case WAITING, SUMMING, SUMMED -> List.of();
        };
    }

    private JdbcClient.StatementSpec rows(long community, @Nullable Long id, Filter filter, String tail) {
        return matching("select p.*, c.items, c.done, c.overdue, " + IS_LATE + " is_late from (select p.* " + FROM + """
            ) p cross join lateral (
                select count(*) items, count(*) filter (where i.percent = 100) done, count(*) filter (where i.percent < 100 and i.due_on < :today and p.state = 'APPROVED') overdue
                  from planning.plan_item i where i.community_id = p.community_id and i.plan_id = p.id) c
            """ + tail, community, id, filter);
    }

    private JdbcClient.StatementSpec matching(String sql, long community, @Nullable Long id, Filter filter) {
        var user = CurrentUser.get();
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "me", user.id(), "lead", user.may(community, "planning.lead"), "today", LocalDate.now(clock),
            "days", settings.get(community, PlanningSettings.SUMMARY_DAYS).intValue(), "mine", Boolean.TRUE.equals(filter.mine()), "late", Boolean.TRUE.equals(filter.late())));
        values.put("id", id);
        values.put("level", filter.level() == null ? null : filter.level().name());
        values.put("span", filter.span() == null ? null : filter.span().name());
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("unit", filter.unit() == null || filter.unit().isBlank() ? null : filter.unit().strip());
        values.put("from", filter.from());
        values.put("to", filter.to());
        return jdbc.sql(sql).params(values);
    }
}
