package cn.anju.workforce.appraisal;

import cn.anju.access.AuditTrail;
import cn.anju.approval.Submission.Fact;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.workforce.Decided;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 试用期考核：转正、延长或不录用，上级批了改员工档案。 */
@Service
class ProbationReviews implements Decided {

    static final String KIND = "probation";

    /** 结论。 */
    enum Outcome {
        PASS("转正"),
        EXTEND("延长"),
        END("不录用");

        final String label;

        Outcome(String label) {
            this.label = label;
        }
    }

    /** @param extendTo for an extension: the new end */
    record NewReview(@NotNull(message = "请选考核谁") Long staffId, @Min(value = 0, message = "分数不能是负的") @Max(value = 100, message = "最多 100 分") int score,
                     @NotBlank(message = "请写评语") @Size(max = 500, message = "最多 500 字") String comment, @NotNull(message = "请选结论") Outcome outcome, @Nullable LocalDate extendTo) {}

    record Made(long id, String number, @Nullable Long approval) {}

    record Filter(@Nullable String name, @Nullable Outcome outcome, @Nullable Progress state) {}

    /** @param isInTime handed in at least seven days before the end */
    record Row(long id, String number, long staffId, String staffName, LocalDate endsOn, int score, String comment, Outcome outcome, @Nullable LocalDate extendTo, Progress state, Instant madeAt, String madeName,
               @Nullable Instant endedAt, @Nullable String endedName, @Nullable String endedWhy, boolean isInTime) {}

    private record Held(String number, long staffId, LocalDate endsOn, Outcome outcome, @Nullable LocalDate extendTo) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "p.number", "endsOn", "p.ends_on", "staffName", "p.staff_name");
    private static final String FROM = """
          from workforce.probation_review p
         where p.community_id = :community and (:name::text is null or position(:name in p.staff_name) > 0) and (:outcome::text is null or p.outcome = :outcome)
           and (:state::text is null or p.state = :state)
        """;

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Superiors superiors;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    ProbationReviews(JdbcClient jdbc, NumberSeries numbers, Superiors superiors, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.superiors = superiors;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = matching("select p.*, (p.made_at at time zone 'Asia/Shanghai')::date <= p.ends_on - 7 is_in_time" + FROM + paging.orderBy(SORTABLE, "p.made_at desc, p.id desc") + " limit :limit offset :offset",
            community, filter).param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, matching("select count(*)" + FROM, community, filter).query(Long.class).single());
    }

    /** 考核一个还在试用期的人。 @throws Problem 400 {@code extension-invalid}; 404 {@code staff-not-found}; 409 {@code not-on-probation}, {@code reviewed-already} */
    @Transactional
    Made make(long community, NewReview review) {
        var user = CurrentUser.get();
        user.require(community, "workforce.personnel");
        var subject = superiors.subject(community, user, review.staffId());
        var endsOn = jdbc.sql("select probation_to from workforce.staff_file where community_id = :community and staff_id = :staff and probation_to is not null and confirmed_on is null and left_on is null for update")
            .param("community", community).param("staff", subject.id()).query(LocalDate.class).optional()
            .orElseThrow(() -> Problem.conflict("not-on-probation", "%s 不在试用期，先在员工档案里填试用期满的日子", subject.name()));
        if ((review.outcome() == Outcome.EXTEND) != (review.extendTo() != null) || review.extendTo() != null && (!review.extendTo().isAfter(endsOn) || review.extendTo().isAfter(endsOn.plusMonths(6))))
            throw Problem.invalid("extension-invalid", "延长的要填到哪天，在 %s 以后、半年以内；别的结论不填", endsOn);
        var number = numbers.next("workforce", community, "SY", LocalDate.now(clock));
        long id;
        try {
            id = jdbc.sql("""
                insert into workforce.probation_review (community_id, number, staff_id, staff_name, ends_on, score, comment, outcome, extend_to, made_at, made_by, made_name)
                values (:community, :number, :staff, :staffName, :ends, :score, :comment, :outcome, :extend, :now, :me, :name) returning id
                """).param("community", community).param("number", number).param("staff", subject.id()).param("staffName", subject.name()).param("ends", endsOn).param("score", review.score())
                .param("comment", review.comment().strip()).param("outcome", review.outcome().name()).param("extend", review.extendTo()).param("now", now()).param("me", user.id())
                .param("name", user.name()).query(Long.class).single();
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("reviewed-already", "%s 这一段试用期已经考核过", subject.name());
        }
        audit.note("试用期考核 " + number, null, review);
        return new Made(id, number, superiors.submit(community, KIND, id, "%s 试用期考核：%s".formatted(subject.name(), review.outcome().label), review.comment().strip(),
            List.of(new Fact("得分", String.valueOf(review.score())), new Fact("试用期满", endsOn.toString())), "probation-reviews?name=" + subject.name(), this));
    }

    /** The file follows: who passes is confirmed the day after, who is kept on trial has a new end, who goes leaves with its end. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void approved(long community, long id) {
        end(community, id, Progress.APPROVED, null);
        var held = jdbc.sql("select number, staff_id, ends_on, outcome, extend_to from workforce.probation_review where community_id = :community and id = :id").param("community", community).param("id", id)
            .query(Held.class).single();
        jdbc.sql("""
            update workforce.staff_file set probation_to = coalesce(:extend, probation_to), confirmed_on = :confirmed, left_on = :left, changed_at = :now, changed_by = :me, changed_name = :name
             where community_id = :community and staff_id = :staff
            """).param("extend", held.extendTo()).param("confirmed", held.outcome() == Outcome.PASS ? held.endsOn().plusDays(1) : null).param("left", held.outcome() == Outcome.END ? held.endsOn() : null)
            .param("now", now()).param("me", CurrentUser.get().id()).param("name", CurrentUser.get().name()).param("community", community).param("staff", held.staffId()).update();
        notices.tell(community, List.of(held.staffId()), new Notice("考核", "您的试用期考核：" + held.outcome().label, held.number(), null, null));
        audit.note("试用期考核 %s 批了，改档案".formatted(held.number()), null, held);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void rejected(long community, long id, String why) {
        end(community, id, Progress.REJECTED, why);
    }

    private void end(long community, long id, Progress state, @Nullable String why) {
        jdbc.sql("""
            update workforce.probation_review set state = :state, ended_at = :now, ended_by = :me, ended_name = :name, ended_why = :why where community_id = :community and id = :id and state = 'WAITING'
            """).param("state", state.name()).param("now", now()).param("me", CurrentUser.get().id()).param("name", CurrentUser.get().name()).param("why", Appraisals.text(why))
            .param("community", community).param("id", id).update();
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community));
        values.put("name", Appraisals.text(filter.name()));
        values.put("outcome", filter.outcome() == null ? null : filter.outcome().name());
        values.put("state", filter.state() == null ? null : filter.state().name());
        return jdbc.sql(sql).params(values);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
