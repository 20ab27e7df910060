package cn.anju.workforce.training;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 题库：单选、多选、判断；考过的卷子靠着它，所以不改，要改的停用、另写一题。 */
@Service
@Transactional
class TrainingQuestions {

    /** 题型。 */
    enum Kind {
        SINGLE("单选"),
        MULTIPLE("多选"),
        JUDGEMENT("判断");

        final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    private static final List<String> JUDGEMENTS = List.of("对", "错");

    /** @param options of a judgement: none, they are 对 and 错. @param answers from 1 */
    record NewQuestion(@NotBlank(message = "请写科目") @Size(max = 30, message = "科目最多 30 字") String subject, @NotNull(message = "请选题型") Kind kind,
                       @NotBlank(message = "请写题目") @Size(max = 300, message = "题目最多 300 字") String text,
                       @NotNull(message = "判断题送空的一列") @Size(max = 8, message = "最多 8 个选项") List<@NotBlank(message = "选项不能空着") @Size(max = 100, message = "选项最多 100 字") String> options,
                       @NotEmpty(message = "请选哪个是对的") @Size(max = 8, message = "最多 8 个") List<@NotNull(message = "请选哪个是对的") Integer> answers,
                       @Size(max = 300, message = "解析最多 300 字") @Nullable String note) {

        List<String> choices() {
            return kind == Kind.JUDGEMENT ? JUDGEMENTS : options.stream().map(String::strip).toList();
        }
    }

    record Filter(@Nullable String subject, @Nullable Kind kind, @Nullable String text, @Nullable Boolean retired) {}

    /** @param used on how many papers */
    record Row(long id, String subject, Kind kind, String text, List<String> options, List<Integer> answers, @Nullable String note, Instant madeAt, String madeName, @Nullable Instant retiredAt,
               @Nullable String retiredName, long used) {

        String answersInWords() {
            return String.join("、", answers.stream().map(each -> "%s %s".formatted(letter(each), options.get(each - 1))).toList());
        }
    }

    record Made(long id) {}

    private static final Map<String, String> SORTABLE = Map.of("subject", "q.subject", "madeAt", "q.made_at");
    private static final String FROM = """
          from workforce.training_question q
         where q.community_id = :community and (:subject::text is null or q.subject = :subject) and (:kind::text is null or q.kind = :kind)
           and (:text::text is null or position(:text in q.text) > 0) and (q.retired_at is not null) = :retired
        """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AuditTrail audit;
    private final Clock clock;

    TrainingQuestions(JdbcClient jdbc, JsonMapper json, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
    }

    static char letter(int choice) {
        return (char) ('A' + choice - 1);
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = matching("""
            select q.*, (select count(*) from workforce.training_test_question t where t.community_id = q.community_id and t.question_id = q.id) used
            """ + FROM + paging.orderBy(SORTABLE, "q.subject, q.id") + " limit :limit offset :offset", community, filter).param("limit", paging.limit()).param("offset", paging.offset())
            .query((row, i) -> row(row)).list();
        return new Page<>(rows, matching("select count(*)" + FROM, community, filter).query(Long.class).single());
    }

    /** 有哪些科目。 */
    @Transactional(readOnly = true)
    List<String> subjects(long community) {
        return jdbc.sql("select distinct subject from workforce.training_question where community_id = :community and retired_at is null order by subject").param("community", community)
            .query(String.class).list();
    }

    /** @throws Problem 400 {@code options-missing}, {@code options-repeated}, {@code answers-invalid}; 409 {@code question-exists} */
    Made add(long community, NewQuestion question) {
        var user = permitted(community);
        var options = question.choices();
        if (options.size() < 2) throw Problem.invalid("options-missing", "至少要有两个选项");
        if (options.stream().distinct().count() < options.size()) throw Problem.invalid("options-repeated", "选项有重复的");
        var answers = new TreeSet<>(question.answers());
        if (answers.first() < 1 || answers.last() > options.size()) throw Problem.invalid("answers-invalid", "答案不在选项里");
        if (question.kind() == Kind.MULTIPLE ? answers.size() < 2 : answers.size() > 1)
            throw Problem.invalid("answers-invalid", question.kind() == Kind.MULTIPLE ? "多选题至少两个是对的" : "%s题只能有一个是对的".formatted(question.kind().label));
        try {
            var id = jdbc.sql("""
                insert into workforce.training_question (community_id, subject, kind, text, options, answers, note, made_at, made_by, made_name)
                values (:community, :subject, :kind, :text, :options::jsonb, :answers::jsonb, :note, :now, :me, :name) returning id
                """).param("community", community).param("subject", question.subject().strip()).param("kind", question.kind().name()).param("text", question.text().strip())
                .param("options", json.writeValueAsString(options)).param("answers", json.writeValueAsString(answers))
                .param("note", question.note() == null || question.note().isBlank() ? null : question.note().strip()).param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("me", user.id()).param("name", user.name()).query(Long.class).single();
            audit.note("题库 加一题 " + question.subject().strip(), null, question);
            return new Made(id);
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("question-exists", "这一科已经有这一题");
        }
    }

    /** 停用：以后出卷不再选，考过的照旧。 @throws Problem 404 {@code question-not-found} */
    void retire(long community, long id) {
        var user = permitted(community);
        if (jdbc.sql("update workforce.training_question set retired_at = :now, retired_name = :name where community_id = :community and id = :id and retired_at is null")
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("name", user.name()).param("community", community).param("id", id).update() == 0)
            throw Problem.notFound("question-not-found", "没有这一题，或已经停用");
        audit.note("题库 停用第 %d 题".formatted(id), null, null);
    }

    private Row row(ResultSet row) throws SQLException {
        var retired = row.getTimestamp("retired_at");
        return new Row(row.getLong("id"), row.getString("subject"), Kind.valueOf(row.getString("kind")), row.getString("text"), List.of(json.readValue(row.getString("options"), String[].class)),
            List.of(json.readValue(row.getString("answers"), Integer[].class)), row.getString("note"), row.getTimestamp("made_at").toInstant(), row.getString("made_name"),
            retired == null ? null : retired.toInstant(), row.getString("retired_name"), row.getLong("used"));
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "retired", Boolean.TRUE.equals(filter.retired())));
        values.put("subject", filter.subject() == null || filter.subject().isBlank() ? null : filter.subject());
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("text", filter.text() == null || filter.text().isBlank() ? null : filter.text().strip());
        return jdbc.sql(sql).params(values);
    }

    private static CurrentUser permitted(long community) {
        var user = CurrentUser.get();
        user.require(community, "workforce.team");
        return user;
    }
}
