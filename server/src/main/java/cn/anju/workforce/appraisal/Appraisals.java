package cn.anju.workforce.appraisal;

import cn.anju.access.AuditTrail;
import cn.anju.approval.Submission.Fact;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.workforce.Decided;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
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

/** 考核：按岗位的考核表逐项打分，上级批，本人确认或提异议；交了就不改，没批的另考一次。 */
@Service
class Appraisals implements Decided {

    static final String KIND = "appraisal";

    /** 一期多长。 */
    enum Span { MONTH, QUARTER }

    /** One for each item of the table, in its order. */
    record Score(@Min(value = 0, message = "分数不能是负的") int score, @Size(max = 200, message = "最多 200 字") @Nullable String remark) {}

    /** @param day any day of the period */
    record NewAppraisal(@NotNull(message = "请选考核谁") Long staffId, @NotNull(message = "请选月度还是季度") Span span, @NotNull(message = "请选哪一期") LocalDate day,
                        @NotEmpty(message = "请逐项打分") @Size(max = 40, message = "最多 40 项") List<@Valid @NotNull(message = "请逐项打分") Score> scores,
                        @NotBlank(message = "请写评语") @Size(max = 500, message = "最多 500 字") String comment) {

        LocalDate beginsOn() {
            var month = day.withDayOfMonth(1);
            return span == Span.MONTH ? month : month.minusMonths((month.getMonthValue() - 1) % 3);
        }
    }

    /** @param objection nothing: he agrees */
    record Acknowledgement(@Size(max = 500, message = "最多 500 字") @Nullable String objection) {}

    record Answer(@NotBlank(message = "请写怎么答复") @Size(max = 500, message = "最多 500 字") String answer) {}

    /** @param approval nothing: decided at once by the general manager */
    record Made(long id, String number, @Nullable Long approval) {}

    private record Held(String number, long staffId, String staffName, Progress state, @Nullable OffsetDateTime acknowledgedAt, @Nullable String objection, @Nullable String answer, long madeBy) {}

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final AppraisalCriteria criteria;
    private final Superiors superiors;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    Appraisals(JdbcClient jdbc, NumberSeries numbers, AppraisalCriteria criteria, Superiors superiors, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.criteria = criteria;
        this.superiors = superiors;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** 考核一个人。 @throws Problem 400 {@code scores-incomplete}, {@code score-too-high}, {@code period-not-begun}; 403 {@code own-appraisal}, {@code superior-appraised}; 409 {@code criteria-missing}, {@code appraised-already} */
    @Transactional
    Made make(long community, NewAppraisal appraisal) {
        var user = CurrentUser.get();
        user.require(community, "workforce.team");
        var subject = superiors.subject(community, user, appraisal.staffId());
        if (appraisal.beginsOn().isAfter(LocalDate.now(clock))) throw Problem.invalid("period-not-begun", "这一期还没有开始");
        var table = criteria.of(community, subject.posts());
        if (appraisal.scores().size() != table.items().size()) throw Problem.invalid("scores-incomplete", "考核表有 %d 项，请逐项打分", table.items().size());
        for (var place = 0; place < table.items().size(); place++)
            if (appraisal.scores().get(place).score() > table.items().get(place).points()) throw Problem.invalid("score-too-high", "「%s」最多 %d 分", table.items().get(place).item(), table.items().get(place).points());
        var score = appraisal.scores().stream().mapToInt(Score::score).sum();
        var total = table.items().stream().mapToInt(AppraisalCriteria.Item::points).sum();
        var number = numbers.next("workforce", community, "KH", LocalDate.now(clock));
        long id;
        try {
            id = jdbc.sql("""
                insert into workforce.appraisal (community_id, number, span, begins_on, staff_id, staff_name, post, score, total, comment, made_at, made_by, made_name)
                values (:community, :number, :span, :begins, :staff, :staffName, :post, :score, :total, :comment, :now, :me, :name) returning id
                """).param("community", community).param("number", number).param("span", appraisal.span().name()).param("begins", appraisal.beginsOn()).param("staff", subject.id())
                .param("staffName", subject.name()).param("post", table.post()).param("score", score).param("total", total).param("comment", appraisal.comment().strip()).param("now", now())
                .param("me", user.id()).param("name", user.name()).query(Long.class).single();
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("appraised-already", "%s 这一期已经考核过", subject.name());
        }
        addLines(community, id, table, appraisal.scores());
        audit.note("考核 " + number, null, appraisal);
        var title = "%s %s考核 %d 分".formatted(subject.name(), words(appraisal.span(), appraisal.beginsOn()), score);
        return new Made(id, number, superiors.submit(community, KIND, id, title, appraisal.comment().strip(), List.of(new Fact("得分", "%d / %d".formatted(score, total))), "appraisals/" + id, this));
    }

    /** 本人确认，或写下异议；只一次。 @throws Problem 403 {@code appraisal-of-other}; 409 {@code acknowledged-already} */
    @Transactional
    void acknowledge(long community, long id, Acknowledgement said) {
        var user = CurrentUser.get();
        user.require(community, "workforce.attend");
        var held = held(community, id);
        if (held.staffId() != user.id()) throw Problem.forbidden("appraisal-of-other", "考核由本人确认");
        if (held.state() != Progress.APPROVED || held.acknowledgedAt() != null) throw Problem.conflict("acknowledged-already", "这张考核还没有批，或您已经确认过");
        jdbc.sql("update workforce.appraisal set acknowledged_at = :now, objection = :objection where community_id = :community and id = :id").param("now", now()).param("objection", text(said.objection()))
            .param("community", community).param("id", id).update();
        if (text(said.objection()) != null)
            notices.tell(community, List.of(held.madeBy()), new Notice("考核", "%s 对考核有异议".formatted(held.staffName()), text(said.objection()), "appraisals/" + id, null));
        audit.note("考核 " + held.number() + " 本人确认", null, said);
    }

    /** 答复异议；分数不改。 @throws Problem 409 {@code nothing-to-answer} */
    @Transactional
    void answer(long community, long id, Answer answer) {
        var user = CurrentUser.get();
        user.require(community, "workforce.team");
        var held = held(community, id);
        if (held.staffId() == user.id()) throw Problem.forbidden("own-appraisal", "自己的异议由别人答复");
        if (held.objection() == null || held.answer() != null) throw Problem.conflict("nothing-to-answer", "没有异议，或已经答复过");
        jdbc.sql("update workforce.appraisal set answer = :answer, answered_at = :now, answered_name = :name where community_id = :community and id = :id").param("answer", answer.answer().strip())
            .param("now", now()).param("name", user.name()).param("community", community).param("id", id).update();
        notices.tell(community, List.of(held.staffId()), new Notice("考核", "您的异议有答复", answer.answer().strip(), "appraisals/" + id, null));
        audit.note("考核 " + held.number() + " 答复异议", null, answer);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void approved(long community, long id) {
        end(community, id, Progress.APPROVED, null);
        var held = held(community, id);
        notices.tell(community, List.of(held.staffId()), new Notice("考核", "您的考核批了，请确认", held.number(), "appraisals/" + id, null));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void rejected(long community, long id, String why) {
        end(community, id, Progress.REJECTED, why);
    }

    static String words(Span span, LocalDate begins) {
        return span == Span.MONTH ? "%d 年 %d 月".formatted(begins.getYear(), begins.getMonthValue()) : "%d 年第 %d 季度".formatted(begins.getYear(), (begins.getMonthValue() + 2) / 3);
    }

    private void addLines(long community, long id, AppraisalCriteria.Table table, List<Score> scores) {
        for (var place = 0; place < scores.size(); place++) {
            var item = table.items().get(place);
            jdbc.sql("""
                insert into workforce.appraisal_line (community_id, appraisal_id, position, item, standard, points, score, remark)
                values (:community, :id, :position, :item, :standard, :points, :score, :remark)
                """).param("community", community).param("id", id).param("position", place + 1).param("item", item.item()).param("standard", item.standard()).param("points", item.points())
                .param("score", scores.get(place).score()).param("remark", text(scores.get(place).remark())).update();
        }
    }

    private void end(long community, long id, Progress state, @Nullable String why) {
        jdbc.sql("""
            update workforce.appraisal set state = :state, ended_at = :now, ended_by = :me, ended_name = :name, ended_why = :why where community_id = :community and id = :id and state = 'WAITING'
            """).param("state", state.name()).param("now", now()).param("me", CurrentUser.get().id()).param("name", CurrentUser.get().name()).param("why", text(why)).param("community", community)
            .param("id", id).update();
    }

    private Held held(long community, long id) {
        return jdbc.sql("select number, staff_id, staff_name, state, acknowledged_at, objection, answer, made_by from workforce.appraisal where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Held.class).optional().orElseThrow(() -> Problem.notFound("appraisal-not-found", "没有这张考核"));
    }

    static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
