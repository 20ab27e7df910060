package cn.anju.workforce.training;

import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 培训计划，和每一课办到哪里了。 */
@Component
@Transactional(readOnly = true)
class TrainingPlanList {

    enum State { DRAFT, WAITING, APPROVED }

    record Filter(TrainingPlans.@Nullable Span span, @Nullable State state, @Nullable Integer year) {}

    /** @param held lines that have been taught. @param late lines past their day that have not */
    record Row(long id, String number, TrainingPlans.Span span, LocalDate beginsOn, String unit, String aim, int version, State state, Instant madeAt, String madeName, @Nullable Instant submittedAt,
               @Nullable Instant approvedAt, @Nullable String approvedName, @Nullable String answer, long lines, long held, long late) {}

    /** @param trainingId the session that was arranged for it. @param isLate past its day and not taught */
    record Line(long id, int position, TrainingKind kind, String topic, @Nullable String material, String posts, long leaderId, String leaderName, LocalDate dueOn, BigDecimal hours,
                @Nullable Long trainingId, @Nullable String trainingNumber, @Nullable Instant startsAt, @Nullable Instant heldAt, boolean isLate) {}

    record Detail(Row plan, List<Line> lines) {}

    /** A lesson that has to be given. */
    record Due(long planId, String topic, long leaderId, LocalDate dueOn, boolean isArranged) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "p.number", "beginsOn", "p.begins_on");
    private static final String FROM = """
          from workforce.training_plan p
         where p.community_id = :community and (:id::bigint is null or p.id = :id) and (:span::text is null or p.span = :span) and (:state::text is null or p.state = :state)
           and (:year::int is null or extract(year from p.begins_on) = :year)
        """;
    /** The session that counts for a line: the one that was held, else the latest that was not cancelled. */
    private static final String SESSION = """
        left join lateral (select t.id training_id, t.number training_number, t.starts_at, t.held_at from workforce.training t
                            where t.community_id = l.community_id and t.plan_line_id = l.id and t.cancelled_at is null order by t.held_at nulls last, t.id desc limit 1) t on true
        """;

    private final JdbcClient jdbc;
    private final Clock clock;

    TrainingPlanList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = rows(community, null, filter, paging.orderBy(SORTABLE, "p.begins_on desc, p.span, p.id desc") + " limit :limit offset :offset").param("limit", paging.limit())
            .param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, matching("select count(*)" + FROM, community, null, filter).query(Long.class).single());
    }

    /** @throws Problem 404 {@code training-plan-not-found} */
    Detail get(long community, long id) {
        var row = rows(community, id, new Filter(null, null, null), "").query(Row.class).optional().orElseThrow(() -> Problem.notFound("training-plan-not-found", "没有这份培训计划"));
        return new Detail(row, jdbc.sql("select l.*, t.*, l.due_on < :today and t.held_at is null is_late from workforce.training_plan_line l " + SESSION + """
             where l.community_id = :community and l.plan_id = :id order by l.position
            """).param("today", LocalDate.now(clock)).param("community", community).param("id", id).query(Line.class).list());
    }

    /** Lessons of approved plans that are not given and due within these days. */
    List<Due> due(long community, int days) {
        return jdbc.sql("select l.plan_id, l.topic, l.leader_id, l.due_on, t.training_id is not null is_arranged from workforce.training_plan_line l " + SESSION + """
              join workforce.training_plan p on p.community_id = l.community_id and p.id = l.plan_id
             where l.community_id = :community and p.state = 'APPROVED' and l.due_on <= :until and t.held_at is null order by l.due_on, l.id
            """).param("community", community).param("until", LocalDate.now(clock).plusDays(days)).query(Due.class).list();
    }

    private JdbcClient.StatementSpec rows(long community, @Nullable Long id, Filter filter, String tail) {
        return matching("select p.*, c.lines, c.held, c.late from (select p.* " + FROM + """
            ) p cross join lateral (select count(*) lines, count(t.held_at) held, count(*) filter (where t.held_at is null and l.due_on < :today and p.state = 'APPROVED') late
              from workforce.training_plan_line l
            """ + SESSION + " where l.community_id = p.community_id and l.plan_id = p.id) c " + tail, community, id, filter).param("today", LocalDate.now(clock));
    }

    private JdbcClient.StatementSpec matching(String sql, long community, @Nullable Long id, Filter filter) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community));
        values.put("id", id);
        values.put("span", filter.span() == null ? null : filter.span().name());
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("year", filter.year());
        return jdbc.sql(sql).params(values);
    }
}
