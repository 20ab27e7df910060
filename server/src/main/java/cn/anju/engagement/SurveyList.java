package cn.anju.engagement;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
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

/** 调查的列表、一次调查的一页、抽到的住户和收回来的回答。 */
@Component
@Transactional(readOnly = true)
class SurveyList {

    record Filter(@Nullable SurveyKind kind, @Nullable SurveyState state, @Nullable Integer year) {}

    /** @param satisfaction of all scale answers the share that is satisfied, in % */
    record Row(long id, String number, SurveyKind kind, String title, LocalDate fromOn, LocalDate toOn, SurveyState state, long asked, long returned, @Nullable BigDecimal satisfaction,
               long openActions, String madeName) {}

    record Action(long id, @Nullable Integer question, String problem, String measure, long ownerId, String ownerName, LocalDate dueOn, @Nullable String outcome, @Nullable Instant doneAt,
                  @Nullable String doneName, boolean isLate, boolean mayFinish) {}

    record Facts(long id, String number, SurveyKind kind, String title, @Nullable String purpose, LocalDate fromOn, LocalDate toOn, SurveyState state, int version, Surveys.@Nullable By drawnBy,
                 @Nullable Integer share, @Nullable Integer seed, @Nullable String findings, @Nullable String measures, String madeName, @Nullable Instant openedAt, @Nullable Instant closedAt,
                 @Nullable Instant submittedAt, @Nullable String submittedName, @Nullable Instant approvedAt, @Nullable String approvedName, @Nullable String returnedWhy,
                 @Nullable Instant archivedAt, @Nullable String archivedName, long asked, long returned) {}

    /** @param acts what this person may do now: WRITE, DRAW, OPEN, ENTER, CLOSE, ACTION, SUBMIT, ARCHIVE */
    record Detail(Facts survey, List<Question> questions, List<Action> actions, List<String> acts) {}

    record HouseholdFilter(@Nullable Long building, @Nullable Long area, @Nullable Boolean returned) {}

    /** @param link where the household answers; only while it is open, and for who enters returns */
    record Household(long roomId, String room, String building, @Nullable String area, SurveyReturns.@Nullable Via via, @Nullable Instant at, @Nullable String madeName, @Nullable String link) {}

    record AnswerFilter(@Nullable Integer question, @Nullable Integer choice, @Nullable Integer score, @Nullable Long building, @Nullable Long area, @Nullable Boolean satisfied) {}

    record Answer(long roomId, String room, @Nullable String area, int question, @Nullable Integer choice, @Nullable Integer score, @Nullable String text, SurveyReturns.Via via, Instant at,
                  @Nullable String madeName) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "s.number", "fromOn", "s.from_on", "title", "s.title", "returned", "returned");
    private static final Map<String, String> HOUSEHOLDS_SORTABLE = Map.of("room", "r.code", "at", "n.at");
    private static final Map<String, String> ANSWERS_SORTABLE = Map.of("room", "r.code", "at", "n.at", "score", "a.score");
    private static final String COUNTS = """
        (select count(*) from engagement.survey_household h where h.community_id = s.community_id and h.survey_id = s.id) asked,
        (select count(*) from engagement.survey_return n where n.community_id = s.community_id and n.survey_id = s.id) returned
        """;
    private static final String FROM = """
          from engagement.survey s where s.community_id = :community and (:kind::text is null or s.kind = :kind) and (:state::text is null or s.state = :state)
           and (:year::int is null or extract(year from s.from_on) = :year)
        """;
    private static final String HOUSEHOLDS = """
          from engagement.survey_household h join estate.room r on r.community_id = h.community_id and r.id = h.room_id
          join estate.building b on b.community_id = h.community_id and b.id = h.building_id
          left join estate.steward_area a on a.community_id = h.community_id and a.id = h.area_id
          left join engagement.survey_return n on n.community_id = h.community_id and n.survey_id = h.survey_id and n.room_id = h.room_id
         where h.community_id = :community and h.survey_id = :survey and (:building::bigint is null or h.building_id = :building)
           and (:area::bigint is null or coalesce(h.area_id, 0) = :area) and (:returned::boolean is null or (n.room_id is not null) = :returned)
        """;
    private static final String ANSWERS = """
          from engagement.survey_answer a
          join engagement.survey_return n on n.community_id = a.community_id and n.survey_id = a.survey_id and n.room_id = a.room_id
          join engagement.survey_household h on h.community_id = a.community_id and h.survey_id = a.survey_id and h.room_id = a.room_id
          join estate.room r on r.community_id = a.community_id and r.id = a.room_id
          left join estate.steward_area s on s.community_id = h.community_id and s.id = h.area_id
         where a.community_id = :community and a.survey_id = :survey and (:question::int is null or a.question = :question) and (:choice::int is null or a.choice = :choice)
           and (:score::int is null or a.score = :score) and (:building::bigint is null or h.building_id = :building) and (:area::bigint is null or coalesce(h.area_id, 0) = :area)
           and (:satisfied::boolean is null or (a.score >= 4) = :satisfied)
        """;

    private final JdbcClient jdbc;
    private final Surveys surveys;
    private final Clock clock;

    SurveyList(JdbcClient jdbc, Surveys surveys, Clock clock) {
        this.jdbc = jdbc;
        this.surveys = surveys;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community));
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("year", filter.year());
        var rows = jdbc.sql("select s.id, s.number, s.kind, s.title, s.from_on, s.to_on, s.state, s.made_name, " + COUNTS + """
            , (select round(100.0 * count(*) filter (where a.score >= 4) / nullif(count(*), 0), 1) from engagement.survey_answer a
                where a.community_id = s.community_id and a.survey_id = s.id and a.score is not null) satisfaction,
            (select count(*) from engagement.survey_action x where x.community_id = s.community_id and x.survey_id = s.id and x.done_at is null) open_actions
            """ + FROM + paging.orderBy(SORTABLE, "s.from_on desc, s.id desc") + " limit :limit offset :offset").params(values)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + FROM).params(values).query(Long.class).single());
    }

    /** @throws Problem 404 {@code survey-not-found} */
    Detail one(long community, long id) {
        var facts = facts(community, id);
        var user = CurrentUser.get();
        var actions = jdbc.sql("""
            select a.*, a.done_at is null and a.due_on < :today is_late,
                   a.done_at is null and :open and (a.owner_id = :me or :manages) may_finish
              from engagement.survey_action a where a.community_id = :community and a.survey_id = :id order by a.due_on, a.id
            """).param("community", community).param("id", id).param("today", LocalDate.now(clock)).param("me", user.id())
            .param("open", facts.state() != SurveyState.ARCHIVED && user.may(community, "engagement.write")).param("manages", user.may(community, "engagement.manage")).query(Action.class).list();
        var questions = questions(community, facts);
        return new Detail(facts, questions, actions, acts(community, facts, questions.isEmpty(), user));
    }

    Facts facts(long community, long id) {
        return jdbc.sql("select s.*, " + COUNTS + " from engagement.survey s where s.community_id = :community and s.id = :id").param("community", community).param("id", id)
            .query(Facts.class).optional().orElseThrow(() -> Problem.notFound("survey-not-found", "没有这次调查"));
    }

    List<Question> questions(long community, Facts facts) {
        return surveys.questions(community, new Surveys.Held(facts.id(), facts.number(), facts.kind(), facts.title(), facts.state(), facts.version()));
    }

    Page<Household> households(long community, long survey, HouseholdFilter filter, Paging paging) {
        var open = facts(community, survey).state() == SurveyState.OPEN && CurrentUser.get().may(community, "engagement.write");
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "survey", survey));
        values.put("building", filter.building());
        values.put("area", filter.area());
        values.put("returned", filter.returned());
        var rows = jdbc.sql("""
            select h.room_id, r.code room, b.code building, a.name area, n.via, n.at, n.made_name,
                   case when :open and n.room_id is null then '/answer/' || h.community_id || '/' || h.token end link
            """ + HOUSEHOLDS + paging.orderBy(HOUSEHOLDS_SORTABLE, "r.code") + " limit :limit offset :offset").params(values).param("open", open)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Household.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + HOUSEHOLDS).params(values).query(Long.class).single());
    }

    Page<Answer> answers(long community, long survey, AnswerFilter filter, Paging paging) {
        facts(community, survey);
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "survey", survey));
        values.put("question", filter.question());
        values.put("choice", filter.choice());
        values.put("score", filter.score());
        values.put("building", filter.building());
        values.put("area", filter.area());
        values.put("satisfied", filter.satisfied());
        var rows = jdbc.sql("select a.room_id, r.code room, s.name area, a.question, a.choice, a.score, a.text, n.via, n.at, n.made_name" + ANSWERS
            + paging.orderBy(ANSWERS_SORTABLE, "a.question, r.code, a.id") + " limit :limit offset :offset").params(values)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Answer.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + ANSWERS).params(values).query(Long.class).single());
    }

    private static List<String> acts(long community, Facts facts, boolean isBlank, CurrentUser user) {
        var acts = new ArrayList<String>();
        if (facts.state() == SurveyState.OPEN && user.may(community, "engagement.write")) acts.add("ENTER");
        if (!user.may(community, "engagement.manage")) return acts;
        switch (facts.state()) {
            case DRAFT -> {
                acts.addAll(List.of("WRITE", "DRAW"));
                if (!isBlank && facts.asked() > 0) acts.add("OPEN");
            }
            case OPEN -> acts.add("CLOSE");
            case CLOSED -> acts.addAll(List.of("ACTION", "SUBMIT"));
            case SUBMITTED -> acts.add("ACTION");
            case APPROVED -> acts.addAll(List.of("ACTION", "ARCHIVE"));
            case ARCHIVED -> {}
        }
        return acts;
    }
}
