package cn.anju.workforce.training;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.workforce.Colleagues;
import cn.anju.workforce.RequestKey;
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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 考试：从题库出卷，本人在网上答，或把纸卷的分录进来；没过的、没考的安排补考。 */
@Service
class TrainingTests {

    record Item(@NotNull(message = "请选题") Long questionId, @Min(value = 1, message = "每题至少 1 分") @Max(value = 100, message = "每题最多 100 分") int points) {}

    /** @param trainingId of which session; without people all who were called there take it */
    record NewTest(@NotBlank(message = "请写考什么") @Size(max = 100, message = "最多 100 字") String title, @Nullable Long trainingId, @NotNull(message = "请填哪天起") LocalDate opensOn,
                   @NotNull(message = "请填到哪天") LocalDate closesOn, @Min(value = 1, message = "及格线至少 1 分") int passMark,
                   @NotEmpty(message = "请选题") @Size(max = 100, message = "最多 100 题") List<@Valid @NotNull(message = "请选题") Item> items,
                   @NotNull(message = "没有选岗位的送空的一列") @Size(max = 30, message = "最多 30 个") List<@NotBlank(message = "请选岗位") String> posts,
                   @NotNull(message = "没有点名的送空的一列") @Size(max = 200, message = "最多 200 人") List<@NotNull(message = "请选人") Long> people) {}

    /** @param choices from 1 */
    record Reply(@NotNull(message = "请写哪一题") Long questionId, @NotNull(message = "没有答的送空的一列") @Size(max = 8, message = "最多 8 个") List<@NotNull(message = "请选答案") Integer> choices) {}

    /** @param studyMinutes how long he studied for it, as he says himself */
    record Answers(@NotNull(message = "请答题") @Size(max = 100, message = "最多 100 题") List<@Valid @NotNull(message = "请答题") Reply> replies,
                   @Nullable @Min(value = 1, message = "至少 1 分钟") @Max(value = 6000, message = "最多 6000 分钟") Integer studyMinutes) {}

    /** 纸卷的分。 @param attachmentId the paper, scanned */
    record PaperScore(@NotNull(message = "请选是谁的") Long staffId, @Min(value = 0, message = "分数不能是负的") int score, @NotNull(message = "请填哪天考的") LocalDate takenOn, @Nullable Long attachmentId) {}

    /** 补考：一人多一次，考到哪天。 */
    record Retake(@NotEmpty(message = "请选谁补考") @Size(max = 200, message = "最多 200 人") List<@NotNull(message = "请选谁补考") Long> people, @NotNull(message = "请填补考到哪天") LocalDate until) {}

    record Made(long id, String number) {}

    /** 一次的成绩。 */
    record Result(int score, boolean isPassed, int total, int passMark) {}

    private record Held(String number, String title, LocalDate opensOn, int total, int passMark) {}

    private record Seat(int allowed, LocalDate dueOn, int used, boolean isPassed) {}

    private record Key(long questionId, int points, String answers) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final NumberSeries numbers;
    private final Colleagues colleagues;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    TrainingTests(JdbcClient jdbc, JsonMapper json, NumberSeries numbers, Colleagues colleagues, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.numbers = numbers;
        this.colleagues = colleagues;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** 出卷；要考的人马上收到消息。 @throws Problem 400 {@code dates-reversed}, {@code pass-mark-too-high}, {@code question-repeated}; 404 {@code question-not-found}, {@code training-not-found} */
    @Transactional
    Made set(long community, @Nullable String key, NewTest test) {
        var user = permitted(community);
        var earlier = jdbc.sql("select id, number from workforce.training_test where community_id = :community and made_by = :me and request_key = :key").param("community", community)
            .param("me", user.id()).param("key", RequestKey.require(key)).query(Made.class).optional();
        if (earlier.isPresent()) return earlier.get();
        if (test.closesOn().isBefore(test.opensOn())) throw Problem.invalid("dates-reversed", "截止早于开始");
        var total = test.items().stream().mapToInt(Item::points).sum();
        if (test.passMark() > total) throw Problem.invalid("pass-mark-too-high", "满分 %d，及格线不能高过满分", total);
        if (new HashSet<>(test.items().stream().map(Item::questionId).toList()).size() < test.items().size()) throw Problem.invalid("question-repeated", "同一题选了两次");
        var people = colleagues.chosen(community, test.posts(), test.trainingId() != null && test.posts().isEmpty() && test.people().isEmpty() ? called(community, test.trainingId()) : test.people());
        var number = numbers.next("workforce", community, "KS", LocalDate.now(clock));
        long id;
        try {
            id = jdbc.sql("""
                insert into workforce.training_test (community_id, number, request_key, title, training_id, opens_on, closes_on, total, pass_mark, made_at, made_by, made_name)
                values (:community, :number, :key, :title, :training, :opens, :closes, :total, :pass, :now, :me, :name) returning id
                """).param("community", community).param("number", number).param("key", key).param("title", test.title().strip()).param("training", test.trainingId())
                .param("opens", test.opensOn()).param("closes", test.closesOn()).param("total", total).param("pass", test.passMark()).param("now", now()).param("me", user.id())
                .param("name", user.name()).query(Long.class).single();
        } catch (DuplicateKeyException _) {
            throw RequestKey.reused();
        }
        addItems(community, id, test.items());
        for (var person : people)
            jdbc.sql("insert into workforce.training_test_person (community_id, test_id, staff_id, staff_name, due_on) values (:community, :test, :person, :name, :due)").param("community", community)
                .param("test", id).param("person", person.id()).param("name", person.name()).param("due", test.closesOn()).update();
        notices.tell(community, people.stream().map(Colleagues.Colleague::id).toList(), new Notice("培训", "考试：" + test.title().strip(),
            "%s 到 %s，满分 %d，%d 及格".formatted(test.opensOn(), test.closesOn(), total, test.passMark()), "my-training", null));
        audit.note("考试 " + number, null, test);
        return new Made(id, number);
    }

    /** 本人交卷，当场出分；同一个请求编号只算一次。 @throws Problem 400 {@code reply-invalid}; 403 {@code not-invited}; 409 {@code test-not-open}, {@code tries-used} */
    @Transactional
    Result answer(long community, long id, @Nullable String key, Answers answers) {
        var user = CurrentUser.get();
        user.require(community, "workforce.attend");
        var held = held(community, id);
        var seat = seat(community, id, user.id(), Problem.forbidden("not-invited", "这场考试没有您"));
        var earlier = jdbc.sql("""
            select a.score, a.is_passed, t.total, t.pass_mark from workforce.training_attempt a join workforce.training_test t on t.community_id = a.community_id and t.id = a.test_id
             where a.community_id = :community and a.made_by = :me and a.request_key = :key and a.test_id = :id
            """).param("community", community).param("me", user.id()).param("key", RequestKey.require(key)).param("id", id).query(Result.class).optional();
        if (earlier.isPresent()) return earlier.get();
        var today = LocalDate.now(clock);
        if (today.isBefore(held.opensOn()) || today.isAfter(seat.dueOn())) throw Problem.conflict("test-not-open", "这场考试 %s 到 %s 才能答", held.opensOn(), seat.dueOn());
        refuseMore(seat);
        var score = score(community, id, answers.replies());
        record(community, id, user.id(), seat.used() + 1, "ONLINE", json.writeValueAsString(answers.replies()), score, score >= held.passMark(), answers.studyMinutes(), null, Objects.requireNonNull(key), today);
        audit.note("考试 %s 交卷，%d 分".formatted(held.number(), score), null, null);
        return new Result(score, score >= held.passMark(), held.total(), held.passMark());
    }

    /** 录入纸卷的分；自己的要别人录。 @throws Problem 400 {@code score-too-high}, {@code day-not-test}; 403 {@code own-score}; 404 {@code not-on-test}; 409 {@code tries-used} */
    @Transactional
    Result enter(long community, long id, @Nullable String key, PaperScore paper) {
        var user = permitted(community);
        var held = held(community, id);
        if (paper.staffId() == user.id()) throw Problem.forbidden("own-score", "自己的分要别人录");
        var seat = seat(community, id, paper.staffId(), Problem.notFound("not-on-test", "这场考试没有这个人"));
        RequestKey.require(key);
        if (paper.score() > held.total()) throw Problem.invalid("score-too-high", "满分 %d", held.total());
        if (paper.takenOn().isBefore(held.opensOn()) || paper.takenOn().isAfter(LocalDate.now(clock))) throw Problem.invalid("day-not-test", "考试的日子须在 %s 到今天之间", held.opensOn());
        refuseMore(seat);
        record(community, id, paper.staffId(), seat.used() + 1, "PAPER", "[]", paper.score(), paper.score() >= held.passMark(), null, paper.attachmentId(), Objects.requireNonNull(key), paper.takenOn());
        audit.note("考试 %s 录入纸卷".formatted(held.number()), null, paper);
        return new Result(paper.score(), paper.score() >= held.passMark(), held.total(), held.passMark());
    }

    /** 安排补考。 @throws Problem 400 {@code until-past}; 404 {@code not-on-test}; 409 {@code passed-already} */
    @Transactional
    void retake(long community, long id, Retake retake) {
        permitted(community);
        var held = held(community, id);
        if (retake.until().isBefore(LocalDate.now(clock))) throw Problem.invalid("until-past", "补考的日子不能早于今天");
        for (var person : new HashSet<>(retake.people())) {
            var seat = seat(community, id, person, Problem.notFound("not-on-test", "这场考试没有这个人"));
            if (seat.isPassed()) throw Problem.conflict("passed-already", "已经及格的不用补考");
            jdbc.sql("update workforce.training_test_person set allowed = :allowed, due_on = :until where community_id = :community and test_id = :id and staff_id = :person")
                .param("allowed", seat.used() + 1).param("until", retake.until()).param("community", community).param("id", id).param("person", person).update();
        }
        notices.tell(community, retake.people(), new Notice("培训", "补考：" + held.title(), "考到 " + retake.until(), "my-training", null));
        audit.note("考试 " + held.number() + " 补考", null, retake);
    }

    /** Full points for exactly what is right, else none. @throws Problem 400 {@code reply-invalid} */
    private int score(long community, long id, List<Reply> replies) {
        var keys = jdbc.sql("""
            select t.question_id, t.points, q.answers::text answers from workforce.training_test_question t join workforce.training_question q on q.community_id = t.community_id and q.id = t.question_id
             where t.community_id = :community and t.test_id = :id
            """).param("community", community).param("id", id).query(Key.class).list();
        if (new HashSet<>(replies.stream().map(Reply::questionId).toList()).size() < replies.size()) throw Problem.invalid("reply-invalid", "同一题答了两次");
        var score = 0;
        for (var reply : replies) {
            var key = keys.stream().filter(each -> each.questionId() == reply.questionId()).findFirst().orElseThrow(() -> Problem.invalid("reply-invalid", "卷子上没有这一题"));
            if (new HashSet<>(reply.choices()).equals(new HashSet<>(List.of(json.readValue(key.answers(), Integer[].class))))) score += key.points();
        }
        return score;
    }

    private void record(long community, long id, long person, int turn, String source, String replies, int score, boolean isPassed, @Nullable Integer minutes, @Nullable Long attachment, String key, LocalDate on) {
        var user = CurrentUser.get();
        try {
            jdbc.sql("""
                insert into workforce.training_attempt (community_id, test_id, staff_id, try, source, replies, score, is_passed, study_minutes, attachment_id, request_key, taken_on, made_at, made_by, made_name)
                values (:community, :id, :person, :turn, :source, :replies::jsonb, :score, :passed, :minutes, :attachment, :key, :on, :now, :me, :name)
                """).param("community", community).param("id", id).param("person", person).param("turn", turn).param("source", source).param("replies", replies).param("score", score)
                .param("passed", isPassed).param("minutes", minutes).param("attachment", attachment).param("key", key).param("on", on).param("now", now()).param("me", user.id())
                .param("name", user.name()).update();
        } catch (DuplicateKeyException _) {
            throw RequestKey.reused();
        }
    }

    private void addItems(long community, long id, List<Item> items) {
        var position = 0;
        for (var item : items)
            if (jdbc.sql("""
                insert into workforce.training_test_question (community_id, test_id, position, question_id, points)
                select :community, :id, :position, q.id, :points from workforce.training_question q where q.community_id = :community and q.id = :question and q.retired_at is null
                """).param("community", community).param("id", id).param("position", ++position).param("points", item.points()).param("question", item.questionId()).update() == 0)
                throw Problem.notFound("question-not-found", "第 %d 题不在题库里，或已经停用", position);
    }

    private List<Long> called(long community, long training) {
        var people = jdbc.sql("select staff_id from workforce.training_person where community_id = :community and training_id = :training").param("community", community).param("training", training)
            .query(Long.class).list();
        if (people.isEmpty()) throw Problem.notFound("training-not-found", "没有这场培训");
        return people;
    }

    /** His place, locked: of two who hand in at once the second counts the first. */
    private Seat seat(long community, long id, long person, Problem missing) {
        jdbc.sql("select staff_id from workforce.training_test_person where community_id = :community and test_id = :id and staff_id = :person for update").param("community", community).param("id", id)
            .param("person", person).query(Long.class).optional().orElseThrow(() -> missing);
        return jdbc.sql("""
            select p.allowed, p.due_on, count(a.id) used, coalesce(bool_or(a.is_passed), false) is_passed from workforce.training_test_person p
              left join workforce.training_attempt a on a.community_id = p.community_id and a.test_id = p.test_id and a.staff_id = p.staff_id
             where p.community_id = :community and p.test_id = :id and p.staff_id = :person group by p.allowed, p.due_on
            """).param("community", community).param("id", id).param("person", person).query(Seat.class).single();
    }

    private Held held(long community, long id) {
        return jdbc.sql("select number, title, opens_on, total, pass_mark from workforce.training_test where community_id = :community and id = :id").param("community", community).param("id", id)
            .query(Held.class).optional().orElseThrow(() -> Problem.notFound("test-not-found", "没有这场考试"));
    }

    private static void refuseMore(Seat seat) {
        if (seat.isPassed()) throw Problem.conflict("tries-used", "已经及格，不用再考");
        if (seat.used() >= seat.allowed()) throw Problem.conflict("tries-used", "已经考过 %d 次，要再考请安排补考", seat.used());
    }

    private static CurrentUser permitted(long community) {
        var user = CurrentUser.get();
        user.require(community, "workforce.team");
        return user;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
