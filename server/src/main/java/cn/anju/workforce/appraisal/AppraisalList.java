package cn.anju.workforce.appraisal;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 考核：带班的看全部，各人看自己批下来的。 */
@Component
@Transactional(readOnly = true)
class AppraisalList {

    /** @param objected true: with an objection that nobody has answered */
    record Filter(@Nullable String name, @Nullable Progress state, Appraisals.@Nullable Span span, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable Boolean objected, @Nullable Boolean mine) {}

    record Row(long id, String number, Appraisals.Span span, LocalDate beginsOn, long staffId, String staffName, String post, int score, int total, String comment, Progress state, Instant madeAt, String madeName,
               @Nullable Instant endedAt, @Nullable String endedName, @Nullable String endedWhy, @Nullable Instant acknowledgedAt, @Nullable String objection, @Nullable String answer,
               @Nullable Instant answeredAt, @Nullable String answeredName, boolean mayAcknowledge, boolean mayAnswer) {}

    record Line(int position, String item, String standard, int points, int score, @Nullable String remark) {}

    record Detail(Row appraisal, List<Line> lines) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "a.number", "beginsOn", "a.begins_on", "staffName", "a.staff_name", "score", "a.score");
    private static final String FROM = """
          from workforce.appraisal a
         where a.community_id = :community and (:all and (a.staff_id <> :me or a.state = 'APPROVED') or a.staff_id = :me and a.state = 'APPROVED') and (:id::bigint is null or a.id = :id)
           and (not :mine or a.staff_id = :me) and (:name::text is null or position(:name in a.staff_name) > 0) and (:state::text is null or a.state = :state)
           and (:span::text is null or a.span = :span) and (:from::date is null or a.begins_on >= :from) and (:to::date is null or a.begins_on <= :to)
           and (:objected::boolean is null or :objected = (a.objection is not null and a.answer is null))
        """;

    private final JdbcClient jdbc;

    AppraisalList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = rows(community, null, filter, paging.orderBy(SORTABLE, "a.begins_on desc, a.id desc") + " limit :limit offset :offset").param("limit", paging.limit()).param("offset", paging.offset())
            .query(Row.class).list();
        return new Page<>(rows, matching("select count(*)" + FROM, community, null, filter).query(Long.class).single());
    }

    /** @throws Problem 404 {@code appraisal-not-found}: not here, or not one's own */
    Detail get(long community, long id) {
        var row = rows(community, id, new Filter(null, null, null, null, null, null, null), "").query(Row.class).optional().orElseThrow(() -> Problem.notFound("appraisal-not-found", "没有这张考核"));
        return new Detail(row, jdbc.sql("select position, item, standard, points, score, remark from workforce.appraisal_line where community_id = :community and appraisal_id = :id order by position")
            .param("community", community).param("id", id).query(Line.class).list());
    }

    private JdbcClient.StatementSpec rows(long community, @Nullable Long id, Filter filter, String tail) {
        return matching("""
            select a.*, a.state = 'APPROVED' and a.acknowledged_at is null and a.staff_id = :me may_acknowledge, a.objection is not null and a.answer is null and :all and a.staff_id <> :me may_answer
            """ + FROM + tail, community, id, filter);
    }

    private JdbcClient.StatementSpec matching(String sql, long community, @Nullable Long id, Filter filter) {
        var user = CurrentUser.get();
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "me", user.id(), "all", user.may(community, "workforce.team"), "mine", Boolean.TRUE.equals(filter.mine())));
        values.put("id", id);
        values.put("name", Appraisals.text(filter.name()));
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("span", filter.span() == null ? null : filter.span().name());
        values.put("from", filter.from());
        values.put("to", filter.to());
        values.put("objected", filter.objected());
        return jdbc.sql(sql).params(values);
    }
}
