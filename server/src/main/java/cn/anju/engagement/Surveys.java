package cn.anju.engagement;

import cn.anju.access.AuditTrail;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission.Fact;
import cn.anju.approval.Submission;
import cn.anju.engagement.SurveyState.Move;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 满意度调查：做问卷、抽住户、回收、上报、归档，一步一步走。 */
@Service
class Surveys {

    static final String REPORT = "survey-report";

    /** @param copyOf whose questions it begins with */
    record NewSurvey(@NotNull(message = "请选哪一种调查") SurveyKind kind, @NotBlank(message = "请填标题") @Size(max = 80, message = "标题最多 80 字") String title,
                     @Nullable @Size(max = 500, message = "最多 500 字") String purpose, @NotNull(message = "请填从哪天") LocalDate fromOn, @NotNull(message = "请填到哪天") LocalDate toOn,
                     @Nullable Long copyOf) {}

    /** @param version the one that was looked at when the questions were changed */
    record NewForm(int version, @NotEmpty(message = "至少要有一题") @Size(max = 50, message = "最多 50 题") List<@Valid @NotNull Question> questions) {}

    /** 抽样：按什么分组，各组抽百分之几；种子一样，抽到的就一样。 */
    record Draw(@NotNull(message = "请选按什么抽") By by, @Min(value = 1, message = "比例从 1 到 100") @Max(value = 100, message = "比例从 1 到 100") int share,
                @Min(value = 0, message = "种子不能是负数") @Max(value = 999_999_999, message = "种子最多九位") int seed) {}

    /** 分组。 */
    enum By { BUILDING, AREA }

    record Report(@NotBlank(message = "请写分析") @Size(max = 3000, message = "最多 3000 字") String findings, @Nullable @Size(max = 3000, message = "最多 3000 字") String measures) {}

    record Made(long id, String number) {}

    record Submitted(long approval) {}

    record Held(long id, String number, SurveyKind kind, String title, SurveyState state, int version) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final NumberSeries numbers;
    private final Approvals approvals;
    private final AuditTrail audit;
    private final Clock clock;

    Surveys(JdbcClient jdbc, JsonMapper json, NumberSeries numbers, Approvals approvals, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.numbers = numbers;
        this.approvals = approvals;
        this.audit = audit;
        this.clock = clock;
    }

    /** 做一次调查；可以从上一次的问卷抄起。 @throws Problem 400 {@code dates-reversed}; 404 {@code survey-not-found} */
    @Transactional
    Made make(long community, NewSurvey asked) {
        var user = CurrentUser.get();
        user.require(community, "engagement.manage");
        if (asked.toOn().isBefore(asked.fromOn())) throw Problem.invalid("dates-reversed", "结束早于开始");
        var questions = asked.copyOf() == null ? List.<Question>of() : questions(community, held(community, asked.copyOf()));
        var number = numbers.next("engagement", community, "DC", LocalDate.now(clock));
        var id = jdbc.sql("""
            insert into engagement.survey (community_id, number, kind, title, purpose, from_on, to_on, version, made_at, made_by, made_name)
            values (:community, :number, :kind, :title, :purpose, :from, :to, 1, :now, :me, :name) returning id
            """).param("community", community).param("number", number).param("kind", asked.kind().name()).param("title", asked.title().strip())
            .param("purpose", blank(asked.purpose())).param("from", asked.fromOn()).param("to", asked.toOn()).param("now", now()).param("me", user.id()).param("name", user.name())
            .query(Long.class).single();
        keep(community, id, 1, questions);
        audit.note("调查 " + number, null, asked);
        return new Made(id, number);
    }

    /** 改问卷：开始回收以前都能改，改一次多一个版本，旧的还在。 @throws Problem 409 {@code survey-changed}, {@code move-not-allowed} */
    @Transactional
    void write(long community, long id, NewForm form) {
        CurrentUser.get().require(community, "engagement.manage");
        var held = drafted(community, id);
        if (held.version() != form.version()) throw Problem.conflict("survey-changed", "问卷刚被别人改过，请刷新后再改");
        IntStream.range(0, form.questions().size()).forEach(index -> form.questions().get(index).check(index + 1));
        keep(community, id, held.version() + 1, form.questions());
        jdbc.sql("update engagement.survey set version = version + 1 where community_id = :community and id = :id").param("community", community).param("id", id).update();
        audit.note("调查 %s 问卷".formatted(held.number()), Map.of("version", held.version()), Map.of("version", held.version() + 1, "questions", form.questions().size()));
    }

    /**
     * 抽住户：每组按种子排好次序，取前百分之几，零头进一；再抽一次替换前一次。
     *
     * @return how many were drawn
     * @throws Problem 409 {@code nobody-drawn} when no room is lived in
     */
    @Transactional
    long draw(long community, long id, Draw draw) {
        CurrentUser.get().require(community, "engagement.manage");
        var held = drafted(community, id);
        jdbc.sql("delete from engagement.survey_household where community_id = :community and survey_id = :id").param("community", community).param("id", id).update();
        var drawn = jdbc.sql("""
            insert into engagement.survey_household (community_id, survey_id, room_id, building_id, area_id, token)
            select :community, :id, d.id, d.building_id, d.area_id, replace(gen_random_uuid()::text, '-', '')
              from (select r.id, r.building_id, a.area_id, count(*) over places whole,
                           row_number() over (places order by md5(:seed || ':' || r.id)) place
                      from estate.room r left join estate.steward_area_rooms(:community, :today) a on a.room_id = r.id
                     where r.community_id = :community and r.kind in ('HOUSE', 'SHOP', 'OFFICE') and r.status not in ('VACANT', 'UNDELIVERED')
                    window places as (partition by case when :byArea then coalesce(a.area_id, 0) else r.building_id end)) d
             where d.place <= ceil(d.whole * :share / 100.0)
            """).param("community", community).param("id", id).param("seed", String.valueOf(draw.seed())).param("today", LocalDate.now(clock)).param("byArea", draw.by() == By.AREA)
            .param("share", draw.share()).update();
        if (drawn == 0) throw Problem.conflict("nobody-drawn", "小区里还没有住了人的房屋，抽不出住户");
        jdbc.sql("update engagement.survey set drawn_by = :by, share = :share, seed = :seed where community_id = :community and id = :id")
            .param("by", draw.by().name()).param("share", draw.share()).param("seed", draw.seed()).param("community", community).param("id", id).update();
        audit.note("调查 %s 抽样".formatted(held.number()), null, draw);
        return drawn;
    }

    /** 开始回收：问卷和住户从此不变。 @throws Problem 409 {@code survey-not-ready} */
    @Transactional
    void open(long community, long id) {
        var held = moved(community, id, Move.OPEN);
        if (questions(community, held).isEmpty()) throw Problem.conflict("survey-not-ready", "问卷还没有题目，先写问卷");
        if (!jdbc.sql("select exists (select from engagement.survey_household where community_id = :community and survey_id = :id)").param("community", community).param("id", id)
            .query(Boolean.class).single()) throw Problem.conflict("survey-not-ready", "还没有抽住户，先抽样");
        set(community, id, Move.OPEN, "opened_at = :now, opened_name = :name", Map.of());
    }

    /** 结束回收。 */
    @Transactional
    void close(long community, long id) {
        moved(community, id, Move.CLOSE);
        set(community, id, Move.CLOSE, "closed_at = :now, closed_by = :me, closed_name = :name", Map.of());
    }

    /** 上报分析与整改，等主任批。 */
    @Transactional
    Submitted submit(long community, long id, Report report) {
        var held = moved(community, id, Move.SUBMIT);
        set(community, id, Move.SUBMIT, "submitted_at = :now, submitted_by = :me, submitted_name = :name, findings = :findings, measures = coalesce(:measures, measures), returned_why = null",
            Map.of("findings", report.findings().strip(), "measures", report.measures() == null || report.measures().isBlank() ? "" : report.measures().strip()));
        var returned = jdbc.sql("""
            select (select count(*) from engagement.survey_return where community_id = :community and survey_id = :id) || ' / '
                   || (select count(*) from engagement.survey_household where community_id = :community and survey_id = :id)
            """).param("community", community).param("id", id).query(String.class).single();
        return new Submitted(approvals.submit(community, new Submission(REPORT, id, held.number() + "　" + held.title(), null, shortened(report.findings()),
            List.of(new Fact("种类", held.kind().label), new Fact("回收", returned + " 户")), "surveys/" + id)));
    }

    /** 归档：整改都有了结果才能归，归了不再变。 @throws Problem 409 {@code actions-open} */
    @Transactional
    void archive(long community, long id) {
        moved(community, id, Move.ARCHIVE);
        var open = jdbc.sql("select count(*) from engagement.survey_action where community_id = :community and survey_id = :id and done_at is null")
            .param("community", community).param("id", id).query(Long.class).single();
        if (open > 0) throw Problem.conflict("actions-open", "还有 %d 项整改没有结果，登记了再归档", open);
        set(community, id, Move.ARCHIVE, "archived_at = :now, archived_by = :me, archived_name = :name", Map.of());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void approved(long community, long id) {
        held(community, id).state().after(Move.APPROVE);
        set(community, id, Move.APPROVE, "approved_at = :now, approved_by = :me, approved_name = :name", Map.of());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void rejected(long community, long id, String why) {
        held(community, id).state().after(Move.RETURN);
        set(community, id, Move.RETURN, "returned_why = :why", Map.of("why", why));
    }

    /** @throws Problem 404 {@code survey-not-found} */
    @Transactional(propagation = Propagation.MANDATORY)
    Held held(long community, long id) {
        return jdbc.sql("select id, number, kind, title, state, version from engagement.survey where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Held.class).optional().orElseThrow(() -> Problem.notFound("survey-not-found", "没有这次调查"));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    List<Question> questions(long community, Held held) {
        return List.of(json.readValue(jdbc.sql("select questions::text from engagement.survey_form where community_id = :community and survey_id = :id and version = :version")
            .param("community", community).param("id", held.id()).param("version", held.version()).query(String.class).single(), Question[].class));
    }

    private Held drafted(long community, long id) {
        var held = held(community, id);
        if (held.state() != SurveyState.DRAFT) throw Problem.conflict("move-not-allowed", "这次调查%s，问卷和住户不能再动", held.state().label);
        return held;
    }

    private Held moved(long community, long id, Move move) {
        CurrentUser.get().require(community, "engagement.manage");
        var held = held(community, id);
        held.state().after(move);
        audit.note("调查 %s %s".formatted(held.number(), move.label), Map.of("state", held.state()), Map.of("state", move.to));
        return held;
    }

    /** @param what literals of this class, never user text */
    private void set(long community, long id, Move move, String what, Map<String, String> values) {
        var user = CurrentUser.get();
        var statement = jdbc.sql("update engagement.survey set state = :state, %s where community_id = :community and id = :id".formatted(what))
            .param("state", move.to.name()).param("community", community).param("id", id).param("now", now()).param("me", user.id()).param("name", user.name());
        for (var each : values.entrySet()) statement = statement.param(each.getKey(), blank(each.getValue()));
        statement.update();
    }

    private void keep(long community, long id, int version, List<Question> questions) {
        var user = CurrentUser.get();
        jdbc.sql("""
            insert into engagement.survey_form (community_id, survey_id, version, questions, made_at, made_by, made_name)
            values (:community, :id, :version, :questions::jsonb, :now, :me, :name)
            """).param("community", community).param("id", id).param("version", version).param("questions", json.writeValueAsString(questions)).param("now", now())
            .param("me", user.id()).param("name", user.name()).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String shortened(String text) {
        return text.length() <= 300 ? text.strip() : text.substring(0, 299).strip() + "…";
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
