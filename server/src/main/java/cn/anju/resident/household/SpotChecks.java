package cn.anju.resident.household;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.setting.Settings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 熟悉度抽查：系统从片区的住户里出十道题，记下答案，算出对几成。 */
@Service
class SpotChecks {

    record NewCheck(@NotNull(message = "请选片区") Long areaId) {}

    /** @param isRight what the examiner says; the system compares when it is left out */
    record Answer(int place, @Nullable @Size(max = 100) String answer, @Nullable Boolean isRight) {}

    record Answers(@NotEmpty(message = "请填答案") @Size(max = 10) List<@Valid @NotNull Answer> answers) {}

    /** @param failed rated and below the target, or rated and not */
    record Filter(@Nullable Long area, @Nullable Long steward, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable Boolean failed) {}

    /**
     * @param percent of the right answers; none before they are given
     * @param isFew too few questions could be drawn to rate it by itself; it counts in the steward's rate over all his checks
     */
    record Row(long id, String area, @Nullable String steward, LocalDate askedOn, String askedName, int questions, @Nullable Integer correct, @Nullable Integer percent, int target,
               boolean isFew, boolean isShort) {}

    /** 一位管家一段时间里的各次抽查合在一起。 @param percent none while fewer than ten questions have been answered */
    record Rate(@Nullable Long stewardId, String steward, long checks, long questions, long correct, @Nullable Integer percent, int target, boolean isShort) {}

    /** @param expected for the examiner's eyes; none before the answers are in */
    record Question(int place, long roomId, String prompt, @Nullable String expected, @Nullable String answer, @Nullable Boolean isRight) {}

    record Detail(Row check, List<Question> questions) {}

    private record Drawn(long roomId, String prompt, String expected) {}

    private static final int QUESTIONS = 10;
    private static final Map<String, String> SORTABLE = Map.of("askedOn", "asked_on", "percent", "percent", "area", "area");
    private static final String CHECKS = """
        select id, area, steward, asked_on, asked_name, questions, correct, correct * 100 / questions percent, target, questions < %1$d is_few,
               coalesce(questions >= %1$d and correct * 100 / questions < target, false) is_short
        """.formatted(QUESTIONS);

    private final JdbcClient jdbc;
    private final Settings settings;
    private final AuditTrail audit;
    private final Clock clock;

    SpotChecks(JdbcClient jdbc, Settings settings, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community));
        values.put("area", filter.area());
        values.put("steward", filter.steward());
        values.put("from", filter.from());
        values.put("to", filter.to());
        values.put("failed", filter.failed());
        var from = """
             from resident.spot_check
            where community_id = :community and (:area::bigint is null or area_id = :area) and (:from::date is null or asked_on >= :from)
              and (:steward::bigint is null or steward_id = :steward)
              and (:to::date is null or asked_on <= :to) and (:failed::boolean is null or questions >= %d and (correct * 100 / questions < target) = :failed)
            """.formatted(QUESTIONS);
        var rows = jdbc.sql(CHECKS + from + paging.orderBy(SORTABLE, "asked_on desc, id desc") + " limit :limit offset :offset").params(values)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + from).params(values).query(Long.class).single());
    }

    /** 各位管家这段时间的熟悉率，低的在前；交了卷的才算。 @param from the year's beginning unless given */
    @Transactional(readOnly = true)
    List<Rate> rates(long community, @Nullable LocalDate from, @Nullable LocalDate to) {
        var today = LocalDate.now(clock);
        return jdbc.sql("""
            with summed as (
                select steward_id, coalesce(steward, '没有管家') steward, count(*) checks, sum(questions) questions, sum(correct) correct, max(target) target from resident.spot_check
                 where community_id = :community and correct is not null and asked_on between :from and :to group by 1, 2)
            select steward_id, steward, checks, questions, correct, case when questions >= :least then correct * 100 / questions end percent, target,
                   questions >= :least and correct * 100 / questions < target is_short
              from summed order by percent nulls last, steward
            """).param("community", community).param("from", from == null ? today.withDayOfYear(1) : from).param("to", to == null ? today : to).param("least", QUESTIONS).query(Rate.class).list();
    }

    /** 出题。 @throws Problem 404 {@code steward-area-not-found}; 409 {@code area-too-small} */
    @Transactional
    Detail ask(long community, NewCheck wanted) {
        CurrentUser.get().require(community, "resident.spot-check");
        record Area(String name, @Nullable Long stewardId, @Nullable String steward) {}
        var today = LocalDate.now(clock);
        var area = jdbc.sql("""
            select a.name, t.id steward_id, t.name steward from estate.steward_area a
              left join estate.steward_assignment s on s.community_id = a.community_id and s.area_id = a.id and s.from_on <= :today and (s.to_on is null or s.to_on >= :today)
              left join access.staff t on t.id = s.staff_id
             where a.community_id = :community and a.id = :area
            """).param("community", community).param("area", wanted.areaId()).param("today", today).query(Area.class).optional()
            .orElseThrow(() -> Problem.notFound("steward-area-not-found", "没有这个片区"));
        var drawn = jdbc.sql(DRAW).param("community", community).param("area", wanted.areaId()).param("today", today)
            .param("seed", clock.instant().toString()).param("most", QUESTIONS).query(Drawn.class).list();
        if (drawn.isEmpty()) throw Problem.conflict("area-too-small", "片区「%s」里还没有登记住户，出不了题", area.name());
        var user = CurrentUser.get();
        var id = jdbc.sql("""
            insert into resident.spot_check (community_id, area_id, area, steward_id, steward, asked_on, asked_by, asked_name, questions, target)
            values (:community, :area, :name, :stewardId, :steward, :today, :by, :byName, :questions, :target) returning id
            """).param("community", community).param("area", wanted.areaId()).param("name", area.name()).param("stewardId", area.stewardId()).param("steward", area.steward())
            .param("today", today).param("by", user.id()).param("byName", user.name()).param("questions", drawn.size())
            .param("target", settings.get(community, ResidentSettings.FAMILIARITY).intValue()).query(Long.class).single();
        for (var place = 0; place < drawn.size(); place++)
            jdbc.sql("""
                insert into resident.spot_question (community_id, check_id, place, room_id, prompt, expected) values (:community, :id, :place, :room, :prompt, :expected)
                """).param("community", community).param("id", id).param("place", place + 1).param("room", drawn.get(place).roomId())
                .param("prompt", drawn.get(place).prompt()).param("expected", drawn.get(place).expected()).update();
        return one(community, id);
    }

    @Transactional(readOnly = true)
    Detail one(long community, long id) {
        var check = jdbc.sql(CHECKS + "from resident.spot_check where community_id = :community and id = :id").param("community", community).param("id", id)
            .query(Row.class).optional().orElseThrow(() -> Problem.notFound("spot-check-not-found", "没有这次抽查"));
        var questions = jdbc.sql("select place, room_id, prompt, expected, answer, is_right from resident.spot_question where community_id = :community and check_id = :id order by place")
            .param("community", community).param("id", id).query(Question.class).stream()
            .map(each -> check.correct() != null ? each : new Question(each.place(), each.roomId(), each.prompt(), null, null, null)).toList();
        return new Detail(check, questions);
    }

    /** 交卷：没说对错的由系统比，没答的算错。 */
    @Transactional
    Detail answer(long community, long id, Answers answers) {
        CurrentUser.get().require(community, "resident.spot-check");
        if (jdbc.sql("select id from resident.spot_check where community_id = :community and id = :id and correct is null for update")
            .param("community", community).param("id", id).query(Long.class).optional().isEmpty()) {
            one(community, id);
            throw Problem.conflict("spot-check-finished", "这次抽查已经交卷");
        }
        var given = answers.answers().stream().collect(Collectors.toMap(Answer::place, each -> each, (one, other) -> other));
        var questions = jdbc.sql("select place, room_id, prompt, expected, answer, is_right from resident.spot_question where community_id = :community and check_id = :id")
            .param("community", community).param("id", id).query(Question.class).list();
        var correct = 0;
        for (var question : questions) {
            var answer = given.get(question.place());
            var isRight = answer != null && (answer.isRight() == null ? matches(question.expected(), answer.answer()) : answer.isRight());
            if (isRight) correct++;
            jdbc.sql("update resident.spot_question set answer = :answer, is_right = :right where community_id = :community and check_id = :id and place = :place")
                .param("answer", answer == null ? null : answer.answer()).param("right", isRight).param("community", community).param("id", id).param("place", question.place()).update();
        }
        jdbc.sql("update resident.spot_check set correct = :correct, finished_at = :at where community_id = :community and id = :id")
            .param("correct", correct).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("community", community).param("id", id).update();
        var done = one(community, id);
        audit.note("熟悉度抽查 " + done.check().area(), null, done.check());
        return done;
    }

    private static boolean matches(@Nullable String expected, @Nullable String answer) {
        if (expected == null || answer == null || answer.isBlank()) return false;
        return Stream.of(expected.split("、")).anyMatch(each -> SpokenAnswer.isSame(each, answer));
    }

    /** One question per room at most, drawn as the seed falls; no number of a person beyond its last four digits. */
    private static final String DRAW = """
        with mine as materialized (
            select r.id, r.code, r.status from estate.steward_area_rooms(:community, :today) part join estate.room r on r.community_id = :community and r.id = part.room_id
             where part.area_id = :area and r.kind in ('HOUSE', 'SHOP', 'OFFICE')),
        owner as materialized (
            select h.room_id, string_agg(p.name, '、' order by h.id) names, (array_agg(p.phone order by h.id))[1] phone from resident.holding h
              join resident.person p on p.community_id = h.community_id and p.id = h.person_id
             where h.community_id = :community and h.role = 'OWNER' and h.from_on <= :today and (h.to_on is null or h.to_on >= :today) group by h.room_id),
        fact as (
            select m.id room_id, 1 kind, m.code || ' 的业主叫什么？' prompt, o.names expected from mine m join owner o on o.room_id = m.id
            union all
            select m.id, 2, m.code || ' 业主电话的后四位？', right(o.phone, 4) from mine m join owner o on o.room_id = m.id where o.phone is not null
            union all
            select m.id, 3, m.code || ' 现在是自住、出租还是空置？',
                   case coalesce(c.usage, m.status) when 'SELF_USED' then '自住' when 'RENTED' then '出租' else '空置' end
              from mine m join owner o on o.room_id = m.id
              left join resident.occupancy c on c.community_id = :community and c.room_id = m.id and c.from_on <= :today and (c.to_on is null or c.to_on >= :today)
             where coalesce(c.usage, m.status) in ('SELF_USED', 'RENTED', 'VACANT')
            union all
            select m.id, 4, m.code || ' 住几个人？', c.persons::text from mine m
              join resident.occupancy c on c.community_id = :community and c.room_id = m.id and c.from_on <= :today and (c.to_on is null or c.to_on >= :today)
            union all
            select m.id, 5, '车牌 ' || v.plate || ' 是哪一户的？', m.code from mine m join resident.vehicle v on v.community_id = :community and v.room_id = m.id),
        one as (select distinct on (room_id) room_id, prompt, expected from fact order by room_id, md5(:seed || room_id || '-' || kind))
        select room_id, prompt, expected from one order by md5(:seed || room_id) limit :most
        """;
}
