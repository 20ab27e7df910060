package cn.anju.engagement;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 整改：调查问出来的，谁在哪天以前改好，改得怎样。 */
@Service
class SurveyActions {

    /** @param question the one it follows from */
    record NewAction(@Nullable Integer question, @NotBlank(message = "请写问题") @Size(max = 300, message = "最多 300 字") String problem,
                     @NotBlank(message = "请写怎么改") @Size(max = 500, message = "最多 500 字") String measure, @NotNull(message = "请选谁来办") Long ownerId,
                     @NotNull(message = "请填期限") LocalDate dueOn) {}

    record Outcome(@NotBlank(message = "请写改得怎样") @Size(max = 500, message = "最多 500 字") String outcome) {}

    record Made(long id) {}

    private record Held(String number, String problem, long ownerId, boolean isDone) {}

    private final JdbcClient jdbc;
    private final Surveys surveys;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    SurveyActions(JdbcClient jdbc, Surveys surveys, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.surveys = surveys;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** 定一项整改。 @throws Problem 400 {@code due-in-past}, {@code question-unknown}; 404 {@code owner-not-found}; 409 {@code actions-closed} */
    @Transactional
    Made add(long community, long survey, NewAction action) {
        var user = CurrentUser.get();
        user.require(community, "engagement.manage");
        var held = surveys.held(community, survey);
        if (!List.of(SurveyState.CLOSED, SurveyState.SUBMITTED, SurveyState.APPROVED).contains(held.state()))
            throw Problem.conflict("actions-closed", "这次调查%s，不能加整改", held.state().label);
        if (action.dueOn().isBefore(LocalDate.now(clock))) throw Problem.invalid("due-in-past", "期限不能早于今天");
        if (action.question() != null && (action.question() < 1 || action.question() > surveys.questions(community, held).size()))
            throw Problem.invalid("question-unknown", "没有第 %d 题", action.question());
        var owner = owner(community, action.ownerId());
        var id = jdbc.sql("""
            insert into engagement.survey_action (community_id, survey_id, question, problem, measure, owner_id, owner_name, due_on, made_at, made_by, made_name)
            values (:community, :survey, :question, :problem, :measure, :owner, :ownerName, :due, :now, :me, :name) returning id
            """).param("community", community).param("survey", survey).param("question", action.question()).param("problem", action.problem().strip())
            .param("measure", action.measure().strip()).param("owner", action.ownerId()).param("ownerName", owner).param("due", action.dueOn())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("me", user.id()).param("name", user.name()).query(Long.class).single();
        audit.note("调查 %s 整改".formatted(held.number()), null, action);
        notices.tell(community, List.of(action.ownerId()), new Notice("engagement", "调查整改由您办：" + action.problem().strip(), "%s 以前：%s".formatted(action.dueOn(), action.measure().strip()),
            "surveys/" + survey, "survey-action:" + id));
        return new Made(id);
    }

    /** 登记改得怎样：由办的人，或管调查的人。 @throws Problem 403 {@code action-of-other}; 404 {@code action-not-found}; 409 {@code action-done} */
    @Transactional
    void finish(long community, long id, Outcome outcome) {
        var user = CurrentUser.get();
        user.require(community, "engagement.write");
        var held = jdbc.sql("""
            select s.number, a.problem, a.owner_id, a.done_at is not null is_done from engagement.survey_action a join engagement.survey s on s.community_id = a.community_id and s.id = a.survey_id
             where a.community_id = :community and a.id = :id for no key update of a
            """).param("community", community).param("id", id).query(Held.class).optional().orElseThrow(() -> Problem.notFound("action-not-found", "没有这项整改"));
        if (held.ownerId() != user.id() && !user.may(community, "engagement.manage")) throw Problem.forbidden("action-of-other", "由办的人或主管登记结果");
        if (held.isDone()) throw Problem.conflict("action-done", "这项整改已经登记了结果");
        jdbc.sql("update engagement.survey_action set outcome = :outcome, done_at = :now, done_by = :me, done_name = :name where community_id = :community and id = :id")
            .param("outcome", outcome.outcome().strip()).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("me", user.id()).param("name", user.name())
            .param("community", community).param("id", id).update();
        audit.note("调查 %s 整改".formatted(held.number()), Map.of("problem", held.problem()), outcome);
    }

    private String owner(long community, long id) {
        return jdbc.sql("""
            select s.name from access.staff s where s.id = :id and s.is_active and exists (select from access.role_grant g where g.staff_id = s.id
               and (g.community_id is null or g.community_id = :community) and g.from_on <= :today and (g.to_on is null or g.to_on >= :today))
            """).param("id", id).param("community", community).param("today", LocalDate.now(clock)).query(String.class).optional()
            .orElseThrow(() -> Problem.notFound("owner-not-found", "办的人不在本小区，请另选一位"));
    }
}
