package cn.anju.workforce.training;

import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
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
import tools.jackson.databind.json.JsonMapper;

/** 一场场考试，和一个个人的成绩。 */
@Component
@Transactional(readOnly = true)
class TrainingTestList {

    /** 一个人考得怎样。 */
    enum Standing {
        PASSED("及格"),
        FAILED("不及格"),
        MISSED("没考"),
        OPEN("待考");

        final String label;

        Standing(String label) {
            this.label = label;
        }
    }

    record Filter(@Nullable String title, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable Boolean open) {}

    record ResultFilter(@Nullable Long testId, @Nullable Long staffId, @Nullable String name, @Nullable Standing standing, @Nullable LocalDate from, @Nullable LocalDate to) {}

    record Row(long id, String number, String title, @Nullable Long trainingId, @Nullable String trainingNumber, LocalDate opensOn, LocalDate closesOn, int total, int passMark, Instant madeAt,
               String madeName, long questions, long people, long taken, long passed) {}

    /** @param tries how often he has taken it. @param score the best. @param source of the latest */
    record Result(long testId, String number, String title, long staffId, String staffName, int tries, int allowed, LocalDate opensOn, LocalDate dueOn, @Nullable Integer score, int total, int passMark,
                  @Nullable String source, @Nullable LocalDate takenOn, @Nullable Integer studyMinutes, Standing standing) {}

    /** @param answers nothing for one who takes it */
    record Item(int position, long questionId, TrainingQuestions.Kind kind, String text, List<String> options, int points, @Nullable List<Integer> answers, @Nullable String note) {}

    record Detail(Row test, List<Item> items, List<Result> results) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "t.number", "closesOn", "t.closes_on");
    private static final Map<String, String> RESULTS_SORTABLE = Map.of("number", "r.number", "staffName", "r.staff_name", "score", "r.score", "dueOn", "r.due_on");
    private static final String FROM = """
          from workforce.training_test t
         where t.community_id = :community and (:id::bigint is null or t.id = :id) and (:training::bigint is null or t.training_id = :training)
           and (:title::text is null or position(:title in t.title) > 0) and (:from::date is null or t.closes_on >= :from) and (:to::date is null or t.opens_on <= :to)
           and (:open::boolean is null or :open = (:today between t.opens_on and t.closes_on))
        """;
    private static final String RESULTS = """
          from (select p.test_id, t.number, t.title, p.staff_id, p.staff_name, a.tries, p.allowed, t.opens_on, p.due_on, a.score, t.total, t.pass_mark, a.source, a.taken_on, a.study_minutes,
                       case when a.is_passed then 'PASSED' when a.tries < p.allowed and p.due_on >= :today then 'OPEN' when a.tries > 0 then 'FAILED' else 'MISSED' end standing
                  from workforce.training_test_person p join workforce.training_test t on t.community_id = p.community_id and t.id = p.test_id
                 cross join lateral (select count(*) tries, max(a.score) score, coalesce(bool_or(a.is_passed), false) is_passed, (array_agg(a.source order by a.id desc))[1] source,
                                            max(a.taken_on) taken_on, sum(a.study_minutes) study_minutes
                                       from workforce.training_attempt a where a.community_id = p.community_id and a.test_id = p.test_id and a.staff_id = p.staff_id) a
                 where p.community_id = :community) r
         where (:test::bigint is null or r.test_id = :test) and (:staff::bigint is null or r.staff_id = :staff) and (:name::text is null or position(:name in r.staff_name) > 0)
           and (:standing::text is null or r.standing = :standing) and (:from::date is null or r.due_on >= :from) and (:to::date is null or r.opens_on <= :to)
        """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    TrainingTestList(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = rows(community, null, null, filter, paging.orderBy(SORTABLE, "t.closes_on desc, t.id desc") + " limit :limit offset :offset").param("limit", paging.limit())
            .param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, matching("select count(*)" + FROM, community, null, null, filter).query(Long.class).single());
    }

    /** The tests of a session. */
    List<Row> of(long community, long training) {
        return rows(community, null, training, new Filter(null, null, null, null), "order by t.id").query(Row.class).list();
    }

    /** @throws Problem 404 {@code test-not-found} */
    Row one(long community, long id) {
        return rows(community, id, null, new Filter(null, null, null, null), "").query(Row.class).optional().orElseThrow(() -> Problem.notFound("test-not-found", "没有这场考试"));
    }

    Detail get(long community, long id) {
        return new Detail(one(community, id), items(community, id, true), results(community, new ResultFilter(id, null, null, null, null, null), Paging.all("staffName")).items());
    }

    Page<Result> results(long community, ResultFilter filter, Paging paging) {
        var rows = results("select r.*" + RESULTS + paging.orderBy(RESULTS_SORTABLE, "r.due_on desc, r.test_id desc, r.staff_name, r.staff_id") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Result.class).list();
        return new Page<>(rows, results("select count(*)" + RESULTS, community, filter).query(Long.class).single());
    }

    /** 卷子上的题。 @param answered with what is right */
    List<Item> items(long community, long id, boolean answered) {
        return jdbc.sql("""
            select t.position, t.points, q.id, q.kind, q.text, q.options::text options, q.answers::text answers, q.note
              from workforce.training_test_question t join workforce.training_question q on q.community_id = t.community_id and q.id = t.question_id
             where t.community_id = :community and t.test_id = :id order by t.position
            """).param("community", community).param("id", id).query((row, i) -> new Item(row.getInt("position"), row.getLong("id"), TrainingQuestions.Kind.valueOf(row.getString("kind")),
                row.getString("text"), List.of(json.readValue(row.getString("options"), String[].class)), row.getInt("points"),
                answered ? List.of(json.readValue(row.getString("answers"), Integer[].class)) : null, answered ? row.getString("note") : null)).list();
    }

    private JdbcClient.StatementSpec rows(long community, @Nullable Long id, @Nullable Long training, Filter filter, String tail) {
        return matching("select t.*, g.number training_number, q.questions, p.people, a.taken, a.passed from (select t.* " + FROM + """
            ) t left join workforce.training g on g.community_id = t.community_id and g.id = t.training_id
            cross join lateral (select count(*) questions from workforce.training_test_question q where q.community_id = t.community_id and q.test_id = t.id) q
            cross join lateral (select count(*) people from workforce.training_test_person p where p.community_id = t.community_id and p.test_id = t.id) p
            cross join lateral (select count(distinct a.staff_id) taken, count(distinct a.staff_id) filter (where a.is_passed) passed
                                  from workforce.training_attempt a where a.community_id = t.community_id and a.test_id = t.id) a
            """ + tail, community, id, training, filter);
    }

    private JdbcClient.StatementSpec matching(String sql, long community, @Nullable Long id, @Nullable Long training, Filter filter) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "today", LocalDate.now(clock)));
        values.put("id", id);
        values.put("training", training);
        values.put("title", filter.title() == null || filter.title().isBlank() ? null : filter.title().strip());
        values.put("from", filter.from());
        values.put("to", filter.to());
        values.put("open", filter.open());
        return jdbc.sql(sql).params(values);
    }

    private JdbcClient.StatementSpec results(String sql, long community, ResultFilter filter) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "today", LocalDate.now(clock)));
        values.put("test", filter.testId());
        values.put("staff", filter.staffId());
        values.put("name", filter.name() == null || filter.name().isBlank() ? null : filter.name().strip());
        values.put("standing", filter.standing() == null ? null : filter.standing().name());
        values.put("from", filter.from());
        values.put("to", filter.to());
        return jdbc.sql(sql).params(values);
    }
}
