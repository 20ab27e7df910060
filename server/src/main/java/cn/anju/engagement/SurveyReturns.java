package cn.anju.engagement;

import cn.anju.access.AuditTrail;
import cn.anju.engagement.Question.Reply;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 收答卷：电话里问的、纸上填的由员工录，扫码的由住户自己填；一户一份。 */
@Service
class SurveyReturns {

    /** 怎么收回来的。 */
    enum Via {
        LINK("扫码"), PHONE("电话"), PAPER("纸质"), VISIT("上门");

        final String label;

        Via(String label) {
            this.label = label;
        }
    }

    record NewReturn(@NotBlank(message = "请填房号") String roomCode, @NotNull(message = "请选怎么收回的") Via via, @NotNull @Size(max = 50) List<@Valid @NotNull Reply> replies) {}

    /** What a household with the link sees. */
    record Sheet(long survey, long room, String community, String title, @Nullable String purpose, List<Question> questions, boolean isOpen, boolean isAnswered) {}

    private record Found(long survey, long room, boolean isAnswered) {}

    private final JdbcClient jdbc;
    private final Surveys surveys;
    private final AuditTrail audit;
    private final Clock clock;

    SurveyReturns(JdbcClient jdbc, Surveys surveys, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.surveys = surveys;
        this.audit = audit;
        this.clock = clock;
    }

    /** 员工录一份。 @throws Problem 400 {@code via-invalid}, {@code reply-missing}, {@code reply-invalid}; 404 {@code household-not-asked}; 409 {@code survey-not-open}, {@code return-exists} */
    @Transactional
    void enter(long community, long id, NewReturn given) {
        var user = CurrentUser.get();
        user.require(community, "engagement.write");
        if (given.via() == Via.LINK) throw Problem.invalid("via-invalid", "扫码的由住户自己填，请选电话、纸质或上门");
        var survey = surveys.held(community, id);
        if (survey.state() != SurveyState.OPEN) throw notOpen();
        var room = jdbc.sql("""
            select h.room_id from engagement.survey_household h join estate.room r on r.community_id = h.community_id and r.id = h.room_id
             where h.community_id = :community and h.survey_id = :id and r.code = :code
            """).param("community", community).param("id", id).param("code", given.roomCode().strip()).query(Long.class).optional()
            .orElseThrow(() -> Problem.notFound("household-not-asked", "%s 不在这次抽到的住户里", given.roomCode().strip()));
        var replies = Question.checked(surveys.questions(community, survey), given.replies());
        if (!add(community, id, room, given.via(), user, replies)) throw Problem.conflict("return-exists", "%s 的答卷已经收了", given.roomCode().strip());
        audit.note("调查 %s 答卷 %s".formatted(survey.number(), given.roomCode().strip()), null, Map.of("via", given.via(), "replies", replies.size()));
    }

    /** 凭链接看问卷；答卷里没有人名、房号。 */
    @Transactional(readOnly = true)
    public Optional<Sheet> sheet(long community, String token) {
        return found(community, token).map(found -> jdbc.sql("""
            select s.id, c.name, s.title, s.purpose, s.version, s.state, s.number, s.kind from engagement.survey s join estate.community c on c.id = s.community_id
             where s.community_id = :community and s.id = :id
            """).param("community", community).param("id", found.survey()).query((row, i) -> new Sheet(found.survey(), found.room(), row.getString("name"), row.getString("title"),
                row.getString("purpose"), surveys.questions(community, new Surveys.Held(found.survey(), row.getString("number"), SurveyKind.valueOf(row.getString("kind")),
                row.getString("title"), SurveyState.valueOf(row.getString("state")), row.getInt("version"))), row.getString("state").equals("OPEN"), found.isAnswered())).single());
    }

    /** 住户凭链接交卷；两个手机同时交的，先到的算。 @throws Problem 404 {@code link-unknown}; 409 {@code survey-not-open}, {@code return-exists} */
    @Transactional
    public void answer(long community, String token, List<Reply> given) {
        var found = found(community, token).orElseThrow(() -> Problem.notFound("link-unknown", "这个链接不对，请重新扫码"));
        var survey = surveys.held(community, found.survey());
        if (survey.state() != SurveyState.OPEN) throw notOpen();
        if (!add(community, found.survey(), found.room(), Via.LINK, null, Question.checked(surveys.questions(community, survey), given)))
            throw Problem.conflict("return-exists", "您家的答卷已经收到，谢谢");
    }

    private Optional<Found> found(long community, String token) {
        return jdbc.sql("""
            select h.survey_id survey, h.room_id room, exists (select from engagement.survey_return r where r.community_id = h.community_id and r.survey_id = h.survey_id
                                                                  and r.room_id = h.room_id) is_answered
              from engagement.survey_household h where h.community_id = :community and h.token = :token
            """).param("community", community).param("token", token).query(Found.class).optional();
    }

    private boolean add(long community, long survey, long room, Via via, @Nullable CurrentUser user, List<Reply> replies) {
        var isNew = jdbc.sql("""
            insert into engagement.survey_return (community_id, survey_id, room_id, via, at, made_by, made_name)
            values (:community, :survey, :room, :via, :now, :me, :name) on conflict do nothing
            """).param("community", community).param("survey", survey).param("room", room).param("via", via.name()).param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("me", user == null ? null : user.id()).param("name", user == null ? null : user.name()).update() == 1;
        if (!isNew) return false;
        for (var reply : replies) {
            for (var choice : reply.choices()) answer(community, survey, room, reply.question(), choice, null, null);
            if (reply.choices().isEmpty()) answer(community, survey, room, reply.question(), null, reply.score(), reply.text() == null || reply.text().isBlank() ? null : reply.text().strip());
        }
        return true;
    }

    private void answer(long community, long survey, long room, int question, @Nullable Integer choice, @Nullable Integer score, @Nullable String text) {
        jdbc.sql("""
            insert into engagement.survey_answer (community_id, survey_id, room_id, question, choice, score, text)
            values (:community, :survey, :room, :question, :choice, :score, :text)
            """).param("community", community).param("survey", survey).param("room", room).param("question", question).param("choice", choice).param("score", score)
            .param("text", text).update();
    }

    private static Problem notOpen() {
        return Problem.conflict("survey-not-open", "这次调查现在不收答卷");
    }
}
